using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Randomness;
using Pathwise.Torch.Images;
using Pathwise.Torch.Native;
using Pathwise.Torch.Networks;
using static TorchSharp.torch;

namespace Pathwise.Torch.Training;

/// <summary>The training of one network to name images, epoch by epoch.</summary>
/// <remarks>
/// <para>Batches are whole: images left over at the end of an epoch wait for the next, which has another order.</para>
/// <para>The initial weights come from child 0 of the seeds, the images' order and changes from child 1, what is
/// dropped from child 2: on a processor, with one thread, a network's numbers are a function of the options and the
/// seeds.</para>
/// </remarks>
internal sealed class ChildTraining : IDisposable
{
    private const int EvaluatedAtOnce = 250;

    private readonly ChildImages _images;
    private readonly ChildTrainingOptions _options;
    private readonly ImageBatches _batches;
    private readonly FlatDescent _descent;
    private readonly TrainingNoise _noise;
    private readonly Device _device;
    private readonly int[] _order;
    private readonly float[] _batch;
    private readonly long[] _labels;
    private Rng _rng;
    private int _step;

    static ChildTraining() => NativeTorch.EnsureLoaded();

    /// <inheritdoc cref="ChildTraining"/>
    /// <param name="blueprint">The network; it takes images of this shape and gives a number for each class.</param>
    /// <param name="images">The images.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="seeds">Where everything random comes from.</param>
    public ChildTraining(Blueprint blueprint, ChildImages images, ChildTrainingOptions options, SeedSequence seeds)
    {
        (_images, _options) = (images, options);
        _device = options.Device == TrainingDevice.Cuda ? CUDA : CPU;
        Network = new(blueprint, _device);
        var initial = new Rng(seeds.Child(0));
        Network.Set(HeNormal.Parameters(Network.Layout, blueprint, ref initial),
            HeNormal.Statistics(Network.Layout, blueprint));
        _rng = new(seeds.Child(1));
        _noise = new(seeds.Child(2));
        _descent = new(Network, options);
        _batches = new(images.Training, options.Augmentation, images.MayBeFlipped);
        _order = Enumerable.Range(0, images.Training.Count).ToArray();
        _batch = new float[options.BatchSize * images.Training.Shape.Size];
        _labels = new long[options.BatchSize];
    }

    /// <summary>The network.</summary>
    public TorchNetwork Network { get; }

    /// <summary>Epochs that are done.</summary>
    public int Epochs { get; private set; }

    /// <summary>Steps of an epoch, ≥ 1.</summary>
    public int StepsOfEpoch => _order.Length / _options.BatchSize;

    /// <summary>The mean loss of the last epoch, in nats an image; not finite if the training has diverged.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>Learns from every image once.</summary>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <returns>Whether all numbers are finite; if not, the training has diverged and is at its end.</returns>
    public bool RunEpoch(CancellationToken cancellation)
    {
        _rng.Shuffle<int>(_order);
        var sum = 0.0;
        for (var i = 0; i < StepsOfEpoch; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            sum += Step(_order.AsSpan(i * _options.BatchSize, _options.BatchSize));
            if (!double.IsFinite(sum)) break;
        }

        Epochs++;
        Loss = sum / StepsOfEpoch;
        return double.IsFinite(Loss);
    }

    /// <summary>The share of images that the network names rightly: as the class with the greatest output.</summary>
    /// <param name="images">The images.</param>
    /// <returns>In [0, 1], or NaN if an output is not finite.</returns>
    public double Accuracy(PreparedImages images)
    {
        var right = 0L;
        for (var start = 0; start < images.Count; start += EvaluatedAtOnce)
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var count = Math.Min(EvaluatedAtOnce, images.Count - start);
            var size = images.Shape.Size;
            var outputs = Network.Forward(
                Batch(images.Numbers.AsSpan(start * size, count * size), count), noise: null);
            if (!outputs.isfinite().all().item<bool>()) return double.NaN;
            var labels = Array.ConvertAll(images.Labels[start..(start + count)], label => (long)label);
            right += outputs.argmax(1).eq(tensor(labels).to(_device)).sum().item<long>();
        }

        return (double)right / images.Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _descent.Dispose();
        Network.Dispose();
    }

    private double Step(ReadOnlySpan<int> rows)
    {
        using var scope = NewDisposeScope();
        var progress = (double)_step++ / (StepsOfEpoch * _options.Epochs);
        _noise.Progress = progress;
        _batches.Fill(rows, _batch, _labels, ref _rng);
        var outputs = Network.Forward(Batch(_batch, rows.Length), _noise);
        var loss = nn.functional.cross_entropy(outputs, tensor(_labels).to(_device));
        loss.backward();
        _descent.Step(_options.StepSize.At(progress));
        return loss.item<float>();
    }

    private Tensor Batch(ReadOnlySpan<float> numbers, int count)
    {
        var shape = _images.Training.Shape;
        return tensor(numbers.ToArray()).to(_device).view(count, shape.Channels, shape.Height, shape.Width);
    }
}
