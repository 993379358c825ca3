using System.Collections.Concurrent;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>The losses of examples, piece by piece, at β = 1.</summary>
internal sealed class EvaluationPieces(ILossModel model, IExamples examples, SeedSequence seeds) : IPieces
{
    private readonly LossSums[] _each = new LossSums[examples.Count];
    private readonly ConcurrentBag<ILossPass> _idle = [];
    private readonly double[][] _divergences = new double[ExamplePieces.Of(examples)][];

    public void Run(Workers? workers) => ExamplePieces.Run(this, examples, workers);

    void IPieces.Run(int piece)
    {
        var (rows, streams) = ExamplePieces.Read(examples, piece, seeds);
        if (!_idle.TryTake(out var pass)) pass = model.NewPass(ExamplePieces.Length);
        pass.Forward(rows, streams, new(BatchSize: 1, Beta: 1)).CopyTo(_each.AsSpan(piece * ExamplePieces.Length));
        _divergences[piece] = pass.LatentDivergences.ToArray();
        _idle.Add(pass);
    }

    /// <summary>Each example's losses.</summary>
    public ReadOnlySpan<LossSums> Each => _each;

    public EvaluationReport Report()
    {
        var sums = default(LossSums);
        foreach (var each in _each) sums += each;
        var (_, error) = ExamplePieces.MeanOf([.. _each.Select(each => each.Loss)]);
        var latents = new double[model.Latents];
        foreach (var divergences in _divergences)
            for (var j = 0; j < latents.Length; j++) latents[j] += divergences[j] / _each.Length;
        return new(_each.Length, sums * (1.0 / _each.Length), error, latents);
    }
}
