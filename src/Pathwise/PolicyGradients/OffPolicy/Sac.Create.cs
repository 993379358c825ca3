using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients.OffPolicy;

public sealed partial class Sac
{
    /// <summary>A learner with a policy and critics for an environment's observations and actions.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share work, or null for one; they change no bit of the result.</param>
    /// <exception cref="BadInputException">An option is out of range, or actions are no numbers with
    /// bounds.</exception>
    public static Sac Create(
        EnvironmentEntry environment, SacOptions options, SeedSequence seeds, long horizon, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        SacOptions.Settings.Validated(options);
        if (options.StateDependentNoise && options.Hidden.Count == 0)
            throw new BadInputException(
                "State-dependent noise is a function of the policy's last hidden layer; "
                + "give the option hidden one layer at least.");

        var parts = new OffPolicyParts(environment, options, seeds, horizon);
        INetwork network = options.StateDependentNoise
            ? new StateDependentNoise(parts.Policy(parts.Actions), options.InitialLogSigma, teachesFeatures: true)
            : parts.Policy(2 * parts.Actions);
        var policy = new SquashedPolicy(network, new Adam(network.Parameters.Length), options.BatchSize);
        var entropy = options.EntropyWeight is { } alpha
            ? OffPolicy.EntropyWeight.Fixed(alpha)
            : OffPolicy.EntropyWeight.Learned(options.InitialEntropyWeight, options.TargetEntropy ?? -parts.Actions);
        return new(
            parts.Collector, parts.Sampler, policy, parts.Critics(workers), entropy, options, parts.Learning, horizon);
    }
}
