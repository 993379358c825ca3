using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Makes networks that see an environment's observations.</summary>
/// <param name="environment">Whose.</param>
/// <param name="activation">What hidden units do.</param>
/// <param name="seeds">All randomness; parameters are drawn network by network.</param>
/// <param name="isOrthogonal">Whether layers start orthogonal, or else uniform in ±1/√inputs.</param>
internal sealed class NetworkParts(
    EnvironmentEntry environment, Activation activation, SeedSequence seeds, bool isOrthogonal = true)
{
    private Rng _initial = new(RunSeeds.Parameters(seeds));

    /// <summary>A network from observations to some outputs; if orthogonal, with gain √2 in hidden layers.</summary>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="gain">The output layer's gain; small, so that a policy begins nearly uniform.</param>
    public Mlp Network(IReadOnlyList<int> hidden, int outputs, double gain) =>
        Perceptron([Inputs(environment.ObservationSpace), .. hidden, outputs], gain);

    /// <summary>A network for a distribution's parameters, of which the last may not depend on the state: ln
    /// σ.</summary>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="outputs">Parameters of the distribution.</param>
    /// <param name="free">How many of them do not depend on the state.</param>
    /// <param name="initialLogSigma">What those are at the start.</param>
    public INetwork PolicyNetwork(IReadOnlyList<int> hidden, int outputs, int free, double initialLogSigma)
    {
        var network = Network(hidden, outputs - free, gain: 0.01);
        return free == 0 ? network : new FreeOutputs(network, free, (float)initialLogSigma);
    }

    /// <summary>A network with a memory of its own; LSTMs start orthogonal with gain 1, and bias 0.</summary>
    /// <param name="units">Units of the memory.</param>
    /// <param name="hidden">Units of each hidden layer after it.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="gain">The output layer's gain.</param>
    /// <param name="free">How many outputs do not depend on anything; they are the last ones.</param>
    /// <param name="initial">What those are at the start.</param>
    public RecurrentNetwork Recurrent(
        int units, IReadOnlyList<int> hidden, int outputs, double gain, int free = 0, double initial = 0)
    {
        var memory = Lstm.Create(
            Inputs(environment.ObservationSpace), units,
            isOrthogonal ? Initialization.Orthogonal(1) : Initialization.KaimingUniform, ref _initial);
        return new(memory, Perceptron([units, .. hidden, outputs - free], gain), free, (float)initial);
    }

    private Mlp Perceptron(IReadOnlyList<int> sizes, double gain) => Mlp.Create(
        sizes, activation,
        isOrthogonal ? Initialization.Orthogonal(Math.Sqrt(2)) : Initialization.KaimingUniform,
        isOrthogonal ? Initialization.Orthogonal(gain) : Initialization.KaimingUniform, ref _initial);

    /// <summary>Numbers that a network sees of an observation: choices are zeros and ones.</summary>
    private static int Inputs(Space observations) => observations switch
    {
        Discrete discrete => discrete.Count,
        MultiDiscrete several => several.Counts.Sum(),
        _ => observations.Size,
    };
}
