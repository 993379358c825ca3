using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>Gradient steps of the learners from replay, beside what multiply-adds alone would take, on one
/// core.</summary>
/// <remarks>
/// <para>Counted are only the multiply-adds of products that the algorithm needs: a forward pass has rows · weights
/// of them, weight gradients as many, input gradients as many less the first layer's. Whatever else a step does
/// (draws, biases, activations, losses, norms, Adam, targets) counts as no work but takes its time.</para>
/// <para>The limit is measured in the same moments: slices of both take turns, and of each the best one stands.</para>
/// </remarks>
internal sealed class GradientSteps : ISuite
{
    private const int Steps = 4, WarmUp = 300, Horizon = 1_000_000;
    private const string Pendulum = "Pendulum-v1";
    private const double Bar = 0.6;

    public string Name => "gradient-steps";

    public IEnumerable<Measurement> Run()
    {
        yield return Ratio("dqn", "CartPole-v1", "256,256", ActionValues(new([4, 256, 256, 2], 64)));
        yield return Ratio("dqn", "Acrobot-v1", "256,256", ActionValues(new([6, 256, 256, 3], 128)));
        yield return Ratio("qr-dqn", "CartPole-v1", "256,256", ActionValues(new([4, 256, 256, 2 * 10], 64)));
        yield return Ratio("sac", Pendulum, "256,256", Sac(new([3, 256, 256, 2], 256), new([4, 256, 256, 1], 256)));
        yield return Ratio("td3", Pendulum, "256,256", Td3(new([3, 256, 256, 1], 256), new([4, 256, 256, 1], 256)));
        yield return Ratio("td3", Pendulum, "400,300", Td3(new([3, 400, 300, 1], 256), new([4, 400, 300, 1], 256)));
    }

    /// <summary>r + γ maxₐ Q⁻(s′, a): a forward pass. The error of Q(s, a): all three.</summary>
    private static double ActionValues(Products values) => (2 * values.Forward) + values.Gradients;

    /// <summary>Of each critic: a target, a regression, and slopes down to the action; of the actor: a′, a, and
    /// gradients.</summary>
    private static double Sac(Products actor, Products critic) =>
        (2 * ((3 * critic.Forward) + critic.Gradients + critic.Slopes)) + (2 * actor.Forward) + actor.Gradients;

    /// <summary>Of each critic: a target and a regression; of the actor: a′. Every other time slopes of one critic, a
    /// and the actor's gradients.</summary>
    private static double Td3(Products actor, Products critic) =>
        (2 * ((2 * critic.Forward) + critic.Gradients)) + actor.Forward
        + (0.5 * (critic.Forward + critic.Slopes + actor.Forward + actor.Gradients));

    /// <summary>The zoo's settings, but some gradient steps follow each step in the environment.</summary>
    /// <param name="id">The algorithm.</param>
    /// <param name="environment">The environment, which the preset is for.</param>
    /// <param name="hidden">The hidden layers' widths.</param>
    /// <param name="multiplyAdds">Of one gradient step.</param>
    private static Measurement Ratio(string id, string environment, string hidden, double multiplyAdds)
    {
        var algorithm = AlgorithmCatalog.Standard.Find(id);
        var options = Presets.Standard.Find(id, environment, "zoo").OptionsFor(algorithm);
        foreach (var (name, text) in new[]
                 {
                     ("trainEvery", "1"), ("gradientSteps", $"{Steps}"), ("learningStarts", "0"), ("hidden", hidden),
                 })
            options = algorithm.Settings.With(options, name, text);

        var entry = EnvironmentRegistry.Standard.Find(environment);
        var learner = algorithm.Create(entry, options, new SeedSequence(1), Horizon, workers: null);
        for (var i = 0; i < WarmUp; i++) learner.Learn();
        var (limit, seconds) = MultiplyAddLimit.Beside(learner.Learn);
        return new($"{id}, {environment}, {hidden}", "GFMA/s", Steps * multiplyAdds / seconds / 1e9)
        {
            Limit = limit / 1e9, Bar = Bar,
        };
    }

    /// <summary>Multiply-adds of a network's products.</summary>
    private sealed record Products(int[] Sizes, int Rows)
    {
        public double Forward => Rows * Sizes.Zip(Sizes[1..], (inputs, outputs) => (double)inputs * outputs).Sum();

        /// <summary>The weights' gradients, and those of what the layers but the first are given.</summary>
        public double Gradients => Forward + (Forward - First);

        /// <summary>A gradient with respect to one input, without the weights'.</summary>
        public double Slopes => Forward - First + ((double)Rows * Sizes[1]);

        private double First => (double)Rows * Sizes[0] * Sizes[1];
    }
}
