using Pathwise.Datasets;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>Trains an autoencoder of any kind: epochs of shuffled batches, one gradient step for each batch.</summary>
/// <remarks>
/// <para>A function of model, examples, options and seeds alone: the order of examples has a stream of its own, and so
/// has every place in the batch, from which noise, corruption and binarisation are drawn. A batch is cut into pieces
/// whose number depends on its size alone, and what they compute is added in their order, so that threads change no
/// bit.</para>
/// <para>Can be saved between any two batches, and goes on exactly as if it had not been interrupted. Allocates nothing
/// per batch. Not thread-safe.</para>
/// </remarks>
public sealed class AutoencoderTraining : ISaved, IPieces
{
    /// <summary>The most pieces of a batch.</summary>
    private const int MostPieces = 8;

    /// <summary>Rows of a piece that keep a core's matrix products busy.</summary>
    private const int RowsPerPiece = 64;

    private readonly IExamples _examples;
    private readonly AutoencoderOptions _options;
    private readonly Workers _workers;
    private readonly SegmentedDescent _descent;
    private readonly ExampleOrder _order;
    private readonly Rng[] _streams;                        // one for each place in a batch
    private readonly TrainingPiece[] _pieces;
    private readonly ILossPass[] _passes;
    private readonly double[] _divergences;                 // each latent's mean over the batch
    private readonly double[] _epochDivergences;            // sums over the epoch so far
    private readonly int _batchesPerEpoch;
    private readonly int _pieceLength;
    private readonly int[] _batch;
    private int _batchLength;
    private LossWeights _weights;
    private LossSums _epochSums;
    private bool _isBackward;

    /// <summary>Prepares to train a model.</summary>
    /// <param name="model">What is trained; its networks are changed.</param>
    /// <param name="examples">What it learns from.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds: draws from <see cref="RunSeeds.Learning"/>.</param>
    /// <param name="workers">The threads that share a batch; null for one. They change no bit of the result.</param>
    /// <exception cref="BadInputException">Examples and model do not fit each other.</exception>
    public AutoencoderTraining(
        ILossModel model, IExamples examples, AutoencoderOptions options, SeedSequence seeds, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        if (examples.Size != model.Size)
            throw new BadInputException(
                $"The model is for examples of {model.Size} numbers, but these have {examples.Size}.");

        (Model, _examples, _options, _workers) = (model, examples, options, workers ?? new(count: 1));
        var learning = RunSeeds.Learning(seeds);
        _order = new(examples.Count, learning.Child(0));
        _streams = new Rng[options.BatchSize];
        var places = learning.Child(1);
        for (var i = 0; i < _streams.Length; i++) _streams[i] = new(places.Child(i));

        var rows = options.BatchSize * model.Samples;
        var count = Math.Clamp((rows + RowsPerPiece - 1) / RowsPerPiece, 1, Math.Min(MostPieces, options.BatchSize));
        _pieceLength = (options.BatchSize + count - 1) / count;
        _pieces = new TrainingPiece[(options.BatchSize + _pieceLength - 1) / _pieceLength];
        for (var i = 0; i < _pieces.Length; i++) _pieces[i] = new(model, _pieceLength);
        _passes = [.. _pieces.Select(piece => piece.Pass)];
        _descent = new(
            model.Networks, options.Optimizer, options.MaxGradientNorm ?? double.PositiveInfinity,
            options.WeightPrior / examples.Count, _workers);
        _batchesPerEpoch = (examples.Count + options.BatchSize - 1) / options.BatchSize;
        _batch = new int[options.BatchSize];
        (_divergences, _epochDivergences) = (new double[model.Latents], new double[model.Latents]);
    }

    /// <summary>What is trained.</summary>
    public ILossModel Model { get; }

    /// <summary>Whole epochs that are done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Gradient steps that were taken.</summary>
    public long Batches { get; private set; }

    /// <summary>Examples that were learned from, each time counted.</summary>
    public long Examples { get; private set; }

    /// <summary>The means of the last batch.</summary>
    public LossSums LastBatch { get; private set; }

    /// <summary>‖∇‖₂ of the last batch, before it was cut.</summary>
    public double GradientNorm => _descent.GradientNorm;

    /// <summary>What has blown up, or null while all numbers are finite.</summary>
    /// <remarks>Once set, parameters are those of the last good step, and nothing more may be learned.</remarks>
    public string? Diverged { get; private set; }

    /// <summary>Whether the options' epochs are done.</summary>
    public bool IsFinished => Epoch >= _options.Epochs;

    /// <summary>The fraction of the options' epochs that is done, in [0, 1].</summary>
    public double Fraction => Math.Min(1, Batches / ((double)_options.Epochs * _batchesPerEpoch));

    /// <summary>What a nat of divergence counts now: β, times how much of the warm-up is done. Losses are sums over
    /// pixels and latents, so nothing else is hidden in it.</summary>
    public double EffectiveBeta => _options.BetaAt(Batches / (double)_batchesPerEpoch);

    /// <summary>Learns from the rest of the epoch.</summary>
    /// <param name="cancellation">Asks to stop after the present batch.</param>
    /// <returns>The epoch's means; null if it was cut short, by the token or because numbers blew up.</returns>
    public EpochReport? TrainEpoch(CancellationToken cancellation = default)
    {
        while (!cancellation.IsCancellationRequested && Diverged is null)
            if (TrainBatch() is { } report)
                return report;
        return null;
    }

    /// <summary>Learns from one batch.</summary>
    /// <returns>The epoch's means if this was its last batch; otherwise null.</returns>
    public EpochReport? TrainBatch()
    {
        if (Diverged is not null) throw new InvalidOperationException($"The training diverged in {Diverged}.");

        var batch = _order.Take(_options.BatchSize);
        batch.CopyTo(_batch);
        _batchLength = batch.Length;
        _weights = new(batch.Length, EffectiveBeta);
        var used = (batch.Length + _pieceLength - 1) / _pieceLength;

        Run(backward: false, used);
        var sums = Gather(used);
        if (!double.IsFinite(sums.Loss)) return Stop("the loss");
        Run(backward: true, used);
        if (!_descent.Step(_passes, used, _options.StepSize.At(Fraction))) return Stop("the gradient");

        LastBatch = sums * _weights.PerExample;
        _epochSums += sums;
        Batches++;
        Examples += batch.Length;
        return _order.IsAtEnd ? EndEpoch() : null;
    }

    /// <summary>Reports the numbers of the last batch.</summary>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        metrics.Add("train/loss", LastBatch.Loss);
        metrics.Add("train/reconstruction", LastBatch.Reconstruction);
        metrics.Add("train/divergence", LastBatch.Divergence);
        metrics.Add("train/effectiveBeta", _weights.Beta);
        metrics.Add("train/gradientNorm", GradientNorm);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _descent.Save(writer.Part("model"));
        _order.Save(writer.Part("order"));
        Span<ulong> states = new ulong[_streams.Length * Rng.StateLength];
        for (var i = 0; i < _streams.Length; i++)
            _streams[i].CopyStateTo(states.Slice(i * Rng.StateLength, Rng.StateLength));
        writer.Write<ulong>("streams", states);
        writer.Write<long>("counters", [Epoch, Batches, Examples]);
        writer.Write<double>("sums", [_epochSums.Loss, _epochSums.Reconstruction, _epochSums.Divergence]);
        writer.Write<double>("divergences", _epochDivergences);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<ulong> states = new ulong[_streams.Length * Rng.StateLength];
        Span<long> counters = stackalloc long[3];
        Span<double> sums = stackalloc double[3];
        _descent.Load(reader.Part("model"));
        _order.Load(reader.Part("order"));
        reader.Read("streams", states);
        reader.Read("counters", counters);
        reader.Read("sums", sums);
        reader.Read<double>("divergences", _epochDivergences);
        for (var i = 0; i < _streams.Length; i++)
            _streams[i] = StreamOf(states.Slice(i * Rng.StateLength, Rng.StateLength));
        (Epoch, Batches, Examples) = ((int)counters[0], counters[1], counters[2]);
        _epochSums = new(sums[0], sums[1], sums[2]);
    }

    /// <inheritdoc/>
    void IPieces.Run(int piece)
    {
        var first = piece * _pieceLength;
        var count = Math.Min(_pieceLength, _batchLength - first);
        if (_isBackward) _pieces[piece].Backward(_divergences);
        else _pieces[piece].Forward(_examples, _batch.AsSpan(first, count), _streams.AsSpan(first, count), _weights);
    }

    private static Rng StreamOf(ReadOnlySpan<ulong> state)
    {
        try
        {
            return Rng.FromState(state);
        }
        catch (ArgumentException e)
        {
            throw new BadInputException(
                "The checkpoint's 'streams' are not states of random streams; it was altered.", e);
        }
    }

    private void Run(bool backward, int pieces)
    {
        _isBackward = backward;
        _workers.Run(this, pieces);
    }

    /// <summary>Adds up what the pieces' forward passes have found, in their order.</summary>
    private LossSums Gather(int used)
    {
        var sums = default(LossSums);
        Array.Clear(_divergences);
        for (var i = 0; i < used; i++)
        {
            sums += _pieces[i].Sums;
            var piece = _passes[i].LatentDivergences;
            for (var j = 0; j < piece.Length; j++) _divergences[j] += piece[j];
        }

        for (var j = 0; j < _divergences.Length; j++)
        {
            _epochDivergences[j] += _divergences[j];
            _divergences[j] *= _weights.PerExample;
        }

        return sums with { Loss = sums.Loss + (_batchLength * FreePenalty()) };
    }

    /// <summary>What free nats add to the mean loss: β Σ_j max(0, λ − KL_j).</summary>
    private double FreePenalty()
    {
        if (Model.FreeNats == 0) return 0;
        var sum = 0.0;
        foreach (var divergence in _divergences) sum += Math.Max(0, Model.FreeNats - divergence);
        return _weights.Beta * sum;
    }

    private EpochReport? Stop(string what)
    {
        Diverged = what;
        return null;
    }

    private EpochReport EndEpoch()
    {
        var share = 1.0 / _examples.Count;
        double[] divergences = [.. _epochDivergences.Select(divergence => divergence * share)];
        var report = new EpochReport(++Epoch, _epochSums * share, _weights.Beta, divergences);
        _epochSums = default;
        Array.Clear(_epochDivergences);
        _order.BeginEpoch();
        return report;
    }
}
