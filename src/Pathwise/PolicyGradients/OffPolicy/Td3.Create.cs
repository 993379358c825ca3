using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients.OffPolicy;

public sealed partial class Td3
{
    /// <summary>A learner with a policy and critics for an environment's observations and actions.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share work, or null for one; they change no bit of the result.</param>
    /// <exception cref="BadInputException">An option is out of range, or actions are no numbers with
    /// bounds.</exception>
    public static Td3 Create(
        EnvironmentEntry environment, Td3Options options, SeedSequence seeds, long horizon, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Td3Options.Settings.Validated(options);
        var parts = new OffPolicyParts(environment, options, seeds, horizon);
        var network = parts.Policy(parts.Actions);
        var policy = new DeterministicPolicy(network, new Adam(network.Parameters.Length), options.BatchSize);
        IActionNoise noise = options.Noise == ActionNoiseKind.OrnsteinUhlenbeck
            ? new OrnsteinUhlenbeckNoise(options.NoiseScale, options.Environments, parts.Actions)
            : new GaussianNoise(options.NoiseScale);
        return new(
            parts.Collector, parts.Sampler, policy, parts.Critics(workers), noise, options, parts.Learning, horizon);
    }
}
