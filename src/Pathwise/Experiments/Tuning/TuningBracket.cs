namespace Pathwise.Experiments.Tuning;

/// <summary>Trials that are compared with one another, and when.</summary>
/// <param name="First">The number of its first trial.</param>
/// <param name="Rungs">At least one; the last is the end of a run.</param>
public sealed record TuningBracket(int First, IReadOnlyList<TuningRung> Rungs)
{
    /// <summary>How many trials it begins with.</summary>
    public int Trials => Rungs[0].Trials;

    /// <summary>The steps that a run takes from the rung before to a rung.</summary>
    public long StepsTo(int rung) => Rungs[rung].Steps - (rung == 0 ? 0 : Rungs[rung - 1].Steps);

    /// <summary>The steps of all its trials, with one run each.</summary>
    public long Steps => Enumerable.Range(0, Rungs.Count).Sum(rung => Rungs[rung].Trials * StepsTo(rung));
}
