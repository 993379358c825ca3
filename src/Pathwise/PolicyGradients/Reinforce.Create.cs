using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Makes <see cref="Reinforce{TAction, TDistribution}"/> learners with the usual parts.</summary>
public static class Reinforce
{
    /// <summary>A learner with a policy network for an environment's observations and actions.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share large batches, or null for one; they change no bit of the result.</param>
    /// <exception cref="BadInputException">An option is out of range, or there is no policy for such
    /// actions.</exception>
    public static ILearner Create(
        EnvironmentEntry environment, ReinforceOptions options, SeedSequence seeds, long horizon,
        Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ReinforceOptions.Settings.Validated(options);
        var parts = new LearnerParts(environment, options, seeds, workers);
        return ActionKind.Dispatch(environment.ActionSpace, new Maker(parts, options, horizon));
    }

    private sealed class Maker(LearnerParts parts, ReinforceOptions options, long horizon) : IForAction<ILearner>
    {
        public ILearner Make<TAction, TDistribution>(TDistribution distribution, int free)
            where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
        {
            var network = parts.PolicyNetwork(distribution.ParameterCount, free);
            return new Reinforce<TAction, TDistribution>(
                parts.Generator<TAction>(), parts.Policy<TAction, TDistribution>(network, distribution),
                options, horizon);
        }
    }
}
