using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Makes <see cref="Ppo{TAction, TDistribution}"/> learners with the usual parts.</summary>
public static class Ppo
{
    /// <summary>Adam's ε, which Stable-Baselines3 and the first implementation have instead of 10⁻⁸.</summary>
    private const double AdamEpsilon = 1e-5;

    /// <summary>A learner with a policy and values for an environment's observations and actions.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share work, or null for one; they change no bit of the result.</param>
    /// <exception cref="BadInputException">An option is out of range, or there is no policy for such
    /// actions.</exception>
    public static ILearner Create(
        EnvironmentEntry environment, PpoOptions options, SeedSequence seeds, long horizon, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        PpoOptions.Settings.Validated(options);
        var rows = Math.Min(options.BatchSize, ActorCriticParts.RowsOf(options));
        var parts = new ActorCriticParts(
            environment, options, seeds, rows, count => new Adam(count) { Epsilon = AdamEpsilon });
        return ActionKind.Dispatch(
            environment.ActionSpace, new Maker(parts, options, RunSeeds.Learning(seeds), horizon, workers));
    }

    private sealed class Maker(
        ActorCriticParts parts, PpoOptions options, SeedSequence learning, long horizon, Workers? workers)
        : IForAction<ILearner>
    {
        public ILearner Make<TAction, TDistribution>(TDistribution distribution, int free)
            where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
        {
            if (options.MemoryUnits > 0) return MakeRecurrent<TAction, TDistribution>(distribution, free);
            var policy = parts.Policy<TAction, TDistribution>(distribution, free);
            return new Ppo<TAction, TDistribution>(
                parts.Collector<TAction>(), policy, parts.Value(), options, learning, horizon, workers,
                parts.Exploration<TAction>());
        }

        private Ppo<TAction, TDistribution> MakeRecurrent<TAction, TDistribution>(TDistribution distribution, int free)
            where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
        {
            var collector = parts.Collector<TAction>();
            var (policy, value, exploration, memory) =
                parts.Recurrent(collector, distribution, free, options.MemoryUnits);
            return new(collector, policy, value, options, learning, horizon, workers, exploration, memory);
        }
    }
}
