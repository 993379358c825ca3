using Pathwise.Experiments;

namespace Pathwise.PolicyGradients;

/// <summary>How far a learner has come, in environment steps and in episodes.</summary>
/// <param name="horizon">The steps over which schedules run, ≥ 1.</param>
internal sealed class EpisodeCounter(long horizon) : ISaved
{
    /// <summary>Environment steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Episodes so far.</summary>
    public long Episodes { get; private set; }

    /// <summary>The fraction of the horizon that is done, in [0, 1].</summary>
    public double Fraction => Math.Min(1, Steps / (double)horizon);

    /// <summary>Counts a batch.</summary>
    public void Count(int steps, int episodes)
    {
        Steps += steps;
        Episodes += episodes;
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer) => writer.Write<long>("counter", [Steps, Episodes]);

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        Span<long> counts = stackalloc long[2];
        reader.Read("counter", counts);
        (Steps, Episodes) = (counts[0], counts[1]);
    }
}
