using Pathwise.Randomness;

namespace Pathwise.Experiments;

/// <summary>How a run's seed is split into streams that share nothing.</summary>
/// <remarks>
/// <para>Each purpose has a child of its own, by index, so that none depends on how much another draws, on how many
/// environments step at once, or on how many threads do it. The indices are part of what a seed means: they never
/// change.</para>
/// <para>0: initial parameters. 1: acting (sampled actions while learning). 2: the environments learned in. 3:
/// evaluation (its child 0: the environments, child 1: sampled actions, child 2: resampling of seeds). 4: what else an
/// algorithm draws while it learns, such as the order of its minibatches. 5: evaluation while learning, by which a
/// policy is selected (its children 0 and 1 as those of 3).</para>
/// </remarks>
public static class RunSeeds
{
    /// <summary>Child 0: the initial parameters.</summary>
    public static SeedSequence Parameters(SeedSequence run) => ChildOf(run, 0);

    /// <summary>Child 1: sampled actions while learning.</summary>
    public static SeedSequence Acting(SeedSequence run) => ChildOf(run, 1);

    /// <summary>Child 2: the environments that are learned in.</summary>
    public static SeedSequence Environments(SeedSequence run) => ChildOf(run, 2);

    /// <summary>Child 3: evaluation.</summary>
    public static SeedSequence Evaluation(SeedSequence run) => ChildOf(run, 3);

    /// <summary>Child 4: what else is drawn while learning.</summary>
    public static SeedSequence Learning(SeedSequence run) => ChildOf(run, 4);

    /// <summary>Child 5: evaluation while learning.</summary>
    public static SeedSequence Selection(SeedSequence run) => ChildOf(run, 5);

    /// <summary>Seeds for a vector of environments: environment i gets the first 64 bits of child i.</summary>
    /// <param name="environments">The sequence to split, such as <see cref="Environments"/>.</param>
    /// <param name="seeds">Receives a seed for each, [n].</param>
    /// <param name="first">The index of the first child.</param>
    public static void Fill(SeedSequence environments, Span<ulong> seeds, int first = 0)
    {
        ArgumentNullException.ThrowIfNull(environments);
        for (var i = 0; i < seeds.Length; i++) environments.Child(first + i).Generate(seeds.Slice(i, 1));
    }

    private static SeedSequence ChildOf(SeedSequence run, int index)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Child(index);
    }
}
