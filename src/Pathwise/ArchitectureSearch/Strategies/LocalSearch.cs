using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Local search: looks at the networks that differ in one choice, in random order, moves where it is better,
/// and begins anew at random where nothing is.</summary>
/// <remarks>
/// <para>Source: C. White, S. Nolen, Y. Savani, <i>Exploring the Loss Landscape in Neural Architecture Search</i>, UAI
/// 2021, Algorithm 1, and its variant that moves to the first better neighbour.</para>
/// <para>A batch of several holds neighbours of one network, and may look at a few more than it would have had
/// to.</para>
/// </remarks>
public sealed class LocalSearch : ISearchStrategy
{
    private readonly ISearchSpace _space;
    private readonly LocalSearchOptions _options;
    private readonly Queue<(int Decision, int Option)> _unseen = new();
    private Genotype? _here, _better;
    private double _reward, _betterReward;

    /// <inheritdoc cref="LocalSearch"/>
    /// <param name="space">Where it searches.</param>
    /// <param name="options">Its options; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range, or there is but one network.</exception>
    public LocalSearch(ISearchSpace space, LocalSearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        (_space, _options) = (space, LocalSearchOptions.Settings.Validated(options ?? new()));
        Mutation.OpenDecisions(space);
    }

    /// <inheritdoc/>
    public int BatchSize => _options.BatchSize;

    /// <inheritdoc/>
    public void Propose(Span<Genotype> batch, ref Rng rng)
    {
        Move(ref rng);
        for (var i = 0; i < batch.Length; i++)
            batch[i] = _here is not null && _unseen.TryDequeue(out var step)
                ? _here.With(step.Decision, step.Option)
                : _space.Sample(ref rng);
    }

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<Genotype> batch, ReadOnlySpan<double> rewards)
    {
        for (var i = 0; i < batch.Length; i++)
            if (_better is null || rewards[i] > _betterReward)
                (_better, _betterReward) = (batch[i], rewards[i]);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<int>("here", [.. _here?.Choices ?? []]);
        writer.Write<int>("better", [.. _better?.Choices ?? []]);
        writer.Write<double>("rewards", [_reward, _betterReward]);
        writer.Write<int>("unseen", [.. _unseen.SelectMany(step => (int[])[step.Decision, step.Option])]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        (_here, _better) = (Read("here"), Read("better"));
        Span<double> rewards = stackalloc double[2];
        reader.Read("rewards", rewards);
        (_reward, _betterReward) = (rewards[0], rewards[1]);
        _unseen.Clear();
        foreach (var step in reader.ReadAll<int>("unseen").Chunk(2)) _unseen.Enqueue((step[0], step[1]));

        Genotype? Read(string name) => reader.ReadAll<int>(name) is { Length: > 0 } choices
            ? new(_space, choices)
            : null;
    }

    /// <summary>Goes where it was better, if that is decided: at once, or when all neighbours have been seen. A peak is
    /// left for a random place.</summary>
    private void Move(ref Rng rng)
    {
        var isBetter = _better is not null && (_here is null || _betterReward > _reward);
        var isDecided = _unseen.Count == 0 || (isBetter && _options.FirstBetter);
        if (!isDecided) return;
        _unseen.Clear();
        if (isBetter)
        {
            (_here, _reward) = (_better, _betterReward);
            EnqueueNeighbours(ref rng);
        }
        else
        {
            (_here, _better) = (null, null);                                    // a peak: begin anew
        }
    }

    private void EnqueueNeighbours(ref Rng rng)
    {
        var steps = new List<(int, int)>();
        for (var decision = 0; decision < _space.Decisions.Count; decision++)
            for (var option = 0; option < _space.Decisions[decision].Count; option++)
                if (option != _here!.Choices[decision])
                    steps.Add((decision, option));
        for (var i = steps.Count - 1; i > 0; i--)
        {
            var other = rng.NextInt32(i + 1);
            (steps[i], steps[other]) = (steps[other], steps[i]);
        }

        foreach (var step in steps) _unseen.Enqueue(step);
    }
}
