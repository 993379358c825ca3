using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Policies;

namespace Pathwise.PolicyGradients;

/// <summary>Takes a policy out of its training.</summary>
internal static class DepartingPolicy
{
    /// <summary>A copy that acts by itself.</summary>
    /// <param name="environment">Where it learned.</param>
    /// <param name="network">What gives the parameters of its distribution.</param>
    /// <param name="scaling">What is done to observations, or null.</param>
    /// <param name="isMasked">Whether not every choice was there at all times.</param>
    /// <returns>Null where the network is of a kind that cannot leave.</returns>
    public static TrainedPolicy? Of(
        EnvironmentEntry environment, INetwork network, ObservationScaling? scaling, bool isMasked)
    {
        (PolicyNetwork Network, float[] LogSigmas)? parts = network switch
        {
            Mlp dense => (new(dense), []),
            FreeOutputs { Inner: Mlp dense } free => (new(dense), network.Parameters[^free.Free..].ToArray()),
            StateDependentNoise noise => (new(noise.Means), noise.LogSigmas.ToArray()),
            RecurrentNetwork recurrent => (
                new(recurrent.Head, memory: recurrent.Memory), network.Parameters[^recurrent.Free..].ToArray()),
            _ => null,
        };
        if (parts is not var (own, logSigmas)) return null;
        var rule = environment.ActionSpace switch
        {
            Box => ActionRule.Reals,
            MultiBinary => ActionRule.Bits,
            _ => ActionRule.Choices,
        };
        return new(new(environment.ObservationSpace, environment.ActionSpace, rule, own)
        {
            Scaling = scaling, LogSigmas = logSigmas, IsMasked = isMasked,
        });
    }
}
