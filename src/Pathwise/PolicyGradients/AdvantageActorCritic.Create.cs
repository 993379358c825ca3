using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Makes <see cref="AdvantageActorCritic{TAction, TDistribution}"/> learners with the usual parts.</summary>
public static class AdvantageActorCritic
{
    /// <summary>RMSProp's ε, added to the root, as Stable-Baselines3 has it.</summary>
    private const double RmsPropEpsilon = 1e-5;

    /// <summary>A learner with a policy and values for an environment's observations and actions.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share work, or null for one; they change no bit of the result.</param>
    /// <exception cref="BadInputException">An option is out of range, or there is no policy for such
    /// actions.</exception>
    public static ILearner Create(
        EnvironmentEntry environment, AdvantageActorCriticOptions options, SeedSequence seeds, long horizon,
        Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        AdvantageActorCriticOptions.Settings.Validated(options);
        var rows = ActorCriticParts.RowsOf(options);
        var parts = new ActorCriticParts(
            environment, options, seeds, rows,
            count => new RmsProp(count) { Epsilon = RmsPropEpsilon });
        return ActionKind.Dispatch(environment.ActionSpace, new Maker(parts, options, horizon, workers));
    }

    private sealed class Maker(
        ActorCriticParts parts, AdvantageActorCriticOptions options, long horizon, Workers? workers)
        : IForAction<ILearner>
    {
        public ILearner Make<TAction, TDistribution>(TDistribution distribution, int free)
            where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
        {
            var policy = parts.Policy<TAction, TDistribution>(distribution, free);
            return new AdvantageActorCritic<TAction, TDistribution>(
                parts.Collector<TAction>(), policy, parts.Value(), options, horizon, workers,
                parts.Exploration<TAction>());
        }
    }
}
