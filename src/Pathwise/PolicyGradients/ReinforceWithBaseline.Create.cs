using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Makes <see cref="ReinforceWithBaseline{TAction, TDistribution}"/> learners with the usual parts.</summary>
public static class ReinforceWithBaseline
{
    /// <summary>A learner with a policy and a baseline for an environment's observations and actions.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share large batches, or null for one; they change no bit of the result.</param>
    /// <exception cref="BadInputException">An option is out of range, or there is no policy for such
    /// actions.</exception>
    public static ILearner Create(
        EnvironmentEntry environment, ReinforceWithBaselineOptions options, SeedSequence seeds, long horizon,
        Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ReinforceWithBaselineOptions.Settings.Validated(options);
        var parts = new LearnerParts(environment, options, seeds, workers);
        return ActionKind.Dispatch(environment.ActionSpace, new Maker(parts, options, horizon));
    }

    private sealed class Maker(LearnerParts parts, ReinforceWithBaselineOptions options, long horizon)
        : IForAction<ILearner>
    {
        public ILearner Make<TAction, TDistribution>(TDistribution distribution, int free)
            where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
        {
            var count = distribution.ParameterCount;
            INetwork policy, baseline;
            if (options.SharedNetwork)
            {
                var shared = parts.PolicyNetwork(1 + count, free);                 // v̂ first, so that the policy's outputs adjoin
                (policy, baseline) = (new NetworkHead(shared, 1, count), new NetworkHead(shared, 0, 1));
            }
            else
            {
                policy = parts.PolicyNetwork(count, free);
                baseline = parts.Network(options.BaselineHidden, outputs: 1, gain: 1);
            }

            return new ReinforceWithBaseline<TAction, TDistribution>(
                parts.Generator<TAction>(), parts.Policy<TAction, TDistribution>(policy, distribution),
                new StateValue(baseline, parts.Ascent(baseline)), options, horizon);
        }
    }
}
