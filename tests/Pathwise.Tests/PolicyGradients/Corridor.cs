using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Environments.Textbook;
using Pathwise.Networks;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients;

/// <summary>The short corridor with the book's softmax: θ = (θ_left, θ_right), one feature an action, and v̂ = w.</summary>
internal sealed class Corridor
{
    private readonly Mlp _theta = new([1, 2], bias: false);
    private readonly Mlp _w = new([1, 1], bias: false);

    public Corridor(int episodes, double probabilityRight, ulong seed, double baseline = 0, int timeLimit = 10_000)
    {
        var spec = new EnvironmentSpec("ShortCorridor-v0") { MaxEpisodeSteps = timeLimit };
        var seeds = new SeedSequence(seed);
        Generator = new(
            new SimulationBatch<ShortCorridor, ShortCorridor.State, int>(new(), episodes, spec, Autoreset.Disabled),
            seeds.Child(0), seeds.Child(1));
        Policy = new(_theta, new(2), Ascent(_theta), episodes);
        Baseline = new(_w, Ascent(_w));
        Place(probabilityRight);
        _w.Parameters[0] = (float)baseline;
    }

    public EpisodeGenerator<int> Generator { get; }

    public Policy<int, Categorical> Policy { get; }

    public StateValue Baseline { get; }

    public Span<float> Theta => _theta.Parameters;

    public Span<float> W => _w.Parameters;

    /// <summary>∂v/∂θ_right = −∂v/∂θ_left in closed form: v = (2p − 4)/(p(1 − p)), p = σ(θ_right − θ_left).</summary>
    public static double Slope(double p) => 2 - ((2 * p) - 4) * (1 - (2 * p)) / (p * (1 - p));

    public void Place(double probabilityRight)
    {
        var half = 0.5 * Math.Log(probabilityRight / (1 - probabilityRight));
        (Theta[0], Theta[1]) = ((float)-half, (float)half);
    }

    private static GradientAscent Ascent(Mlp network) =>
        new(network, network.NewPass(512), 512, new Sgd(network.Parameters.Length), double.PositiveInfinity);
}
