using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Experiments;

/// <summary>Plays episodes with a policy as it stands, in environments of its own, and learns nothing.</summary>
/// <remarks>
/// <para>Episode e is the first episode of an environment that is seeded for it alone, and exactly that one: no
/// environment plays twice, so that short episodes do not count more often than long ones.</para>
/// <para>Episodes are played in waves of <see cref="Width"/> environments, whose sampled actions come from a stream for
/// the wave; always all of them, unless actions are greedy and there are fewer episodes. So episode e is the same
/// whatever is asked for: the first 10 of 100 are the 10 of 10.</para>
/// </remarks>
public static class Evaluation
{
    /// <summary>Environments that play at once. Part of what a seed means.</summary>
    public const int Width = 50;

    /// <summary>Evaluates a policy.</summary>
    /// <param name="learner">Whose policy; it is not changed.</param>
    /// <param name="environment">Where it acts.</param>
    /// <param name="run">The run's seeds; only <see cref="RunSeeds.Evaluation"/> of them is drawn from.</param>
    /// <param name="plan">How many episodes, and how actions are chosen; null for the defaults.</param>
    /// <param name="cancellation">Stops it with an <see cref="OperationCanceledException"/>.</param>
    public static EvaluationResult Of(
        ILearner learner,
        EnvironmentEntry environment,
        SeedSequence run,
        EvaluationPlan? plan = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(environment);
        return Play(learner, environment, RunSeeds.Evaluation(run), (plan ?? new()).Validated(), cancellation);
    }

    /// <summary>Evaluates a policy.</summary>
    /// <param name="learner">Whose policy; it is not changed.</param>
    /// <param name="environment">Where it acts.</param>
    /// <param name="seeds">Child 0 is for the environments, child 1 for sampled actions.</param>
    /// <param name="plan">How many episodes, and how actions are chosen.</param>
    /// <param name="cancellation">Stops it with an <see cref="OperationCanceledException"/>.</param>
    internal static EvaluationResult Play(
        ILearner learner,
        EnvironmentEntry environment,
        SeedSequence seeds,
        EvaluationPlan plan,
        CancellationToken cancellation)
    {
        var (returns, lengths) = (new double[plan.Episodes], new int[plan.Episodes]);

        var width = plan.IsGreedy ? Math.Min(Width, plan.Episodes) : Width;
        var environments = environment.MakeVector(width, Autoreset.Disabled);
        var actor = learner.NewActor(environments, plan.IsGreedy);
        var environmentSeeds = new ulong[width];
        var unfinished = 0;
        for (var wave = 0; wave * Width < plan.Episodes; wave++)
        {
            var first = wave * Width;
            var count = Math.Min(Width, plan.Episodes - first);
            RunSeeds.Fill(seeds.Child(0), environmentSeeds, first);
            environments.Reset(environmentSeeds);
            actor.Begin();
            var rng = new Rng(seeds.Child(1).Child(wave));
            unfinished += Play(
                environments, actor, returns.AsSpan(first, count), lengths.AsSpan(first, count),
                plan.MaxEpisodeSteps, ref rng, cancellation);
        }

        return new(plan.IsGreedy, returns, lengths, unfinished, environment.Spec.RewardThreshold);
    }

    /// <summary>Plays until the first episodes of the vector are over.</summary>
    /// <returns>How many were given up.</returns>
    private static int Play(
        IVectorEnvironment environments,
        IActor actor,
        Span<double> returns,
        Span<int> lengths,
        int limit,
        ref Rng rng,
        CancellationToken cancellation)
    {
        Span<bool> isOver = stackalloc bool[Width];
        isOver.Clear();
        var open = returns.Length;
        for (var step = 1; step <= limit && open > 0; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            actor.Step(ref rng);
            for (var i = 0; i < returns.Length; i++)
            {
                if (isOver[i]) continue;
                returns[i] += environments.Rewards[i];
                lengths[i] = step;
                isOver[i] = environments.Terminated[i] || environments.Truncated[i];
                if (isOver[i]) open--;
            }
        }

        return open;
    }
}
