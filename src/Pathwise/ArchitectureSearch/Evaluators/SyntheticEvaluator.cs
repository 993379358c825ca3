using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Evaluators;

/// <summary>An evaluator that trains nothing: its best network is known, and it fails as often as it is asked to. For
/// trying strategies and searches out, in any space.</summary>
/// <remarks>A network's parameters and multiply-adds are one more than the sum of its choices. Immutable.</remarks>
public sealed class SyntheticEvaluator : IChildEvaluator
{
    private readonly ISearchSpace _space;
    private readonly SyntheticEvaluatorOptions _options;
    private readonly int[] _good;

    /// <inheritdoc cref="SyntheticEvaluator"/>
    /// <param name="space">Any space.</param>
    /// <param name="options">What it pretends; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range, or decisions are to agree and there is but
    /// one.</exception>
    public SyntheticEvaluator(ISearchSpace space, SyntheticEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        (_space, _options) = (space, SyntheticEvaluatorOptions.Settings.Validated(options ?? new()));
        if (_options.Task == SyntheticTask.Agree && space.Decisions.Count < 2)
            throw new BadInputException(
                $"The space '{space.Name}' has one decision, which cannot agree with another; choose the task count.");
        var rng = new Rng((ulong)_options.Secret);
        _good = [.. space.Decisions.Select(decision => rng.NextInt32(decision.Count))];
    }

    /// <inheritdoc/>
    public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        if (_options.Milliseconds > 0 && cancellation.WaitHandle.WaitOne(_options.Milliseconds))
            throw new OperationCanceledException(cancellation);
        var size = ParametersOf(genotype);
        var fate = new Rng(seeds).NextDouble();
        if (fate < _options.Failing) return ChildResult.Failed("It was told to fail.");
        if (fate - _options.Failing < _options.Diverging)
            return new(ChildStatus.Diverged, 0, size, size) { Failure = "It was told to diverge." };
        return new(ChildStatus.Trained, AccuracyOf(genotype.Choices.AsSpan()), size, size)
        {
            Seconds = _options.Milliseconds / 1000.0,
        };
    }

    /// <inheritdoc/>
    public long ParametersOf(Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return 1 + genotype.Choices.Sum(choice => (long)choice);
    }

    /// <summary>The accuracy of choices; 1 is the best there is, and is reached.</summary>
    /// <param name="choices">[decisions].</param>
    public double AccuracyOf(ReadOnlySpan<int> choices)
    {
        var hits = 0;
        if (_options.Task == SyntheticTask.Count)
        {
            for (var i = 0; i < choices.Length; i++)
                if (choices[i] == _good[i]) hits++;
            return (double)hits / choices.Length;
        }

        for (var i = 0; i + 1 < choices.Length; i += 2)
            if (choices[i] % _space.Decisions[i + 1].Count == choices[i + 1]) hits++;
        return (double)hits / (choices.Length / 2);
    }
}
