using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>A fixed share of a batch, which one thread reads, carries forward and back.</summary>
internal sealed class TrainingPiece(ILossModel model, int maxExamples)
{
    private readonly float[] _examples = new float[maxExamples * model.Size];
    private int _count;

    public ILossPass Pass { get; } = model.NewPass(maxExamples);

    public LossSums Sums { get; private set; }

    public void Forward(IExamples examples, ReadOnlySpan<int> order, Span<Rng> streams, LossWeights weights)
    {
        _count = order.Length;
        for (var i = 0; i < _count; i++)
            examples.Read(order[i], _examples.AsSpan(i * model.Size, model.Size), ref streams[i]);
        var sums = default(LossSums);
        foreach (var each in Pass.Forward(_examples.AsSpan(0, _count * model.Size), streams, weights)) sums += each;
        Sums = sums;
    }

    public void Backward(ReadOnlySpan<double> meanDivergences) =>
        Pass.Backward(_examples.AsSpan(0, _count * model.Size), meanDivergences);
}
