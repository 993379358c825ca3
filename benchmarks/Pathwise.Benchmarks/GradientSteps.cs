using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Deep;

namespace Pathwise.Benchmarks;

/// <summary>Whole gradient steps of value and actor-critic networks, beside what multiply-adds alone would take.</summary>
/// <remarks>
/// <para>Counted are only the multiply-adds of products that the algorithm needs: a forward pass has rows · weights
/// of them, weight gradients as many, input gradients as many less the first layer's. Whatever else a step does
/// (biases, activations, losses, norms, Adam, targets) counts as no work but takes its time.</para>
/// <para>The limit is measured in the same moments: slices of both take turns, and of each the best one stands.</para>
/// </remarks>
internal sealed class GradientSteps : ISuite
{
    public string Name => "gradient-steps";

    public IEnumerable<Measurement> Run()
    {
        yield return Ratio(new ValueSteps("dqn", "CartPole-v1", [4, 256, 256, 2], 64), "DQN, CartPole, 64×4-256-256-2");
        yield return Ratio(new ValueSteps("dqn", "Acrobot-v1", [6, 256, 256, 3], 128), "DQN, Acrobot, 128×6-256-256-3");
        yield return Ratio(new ValueSteps("qr-dqn", "CartPole-v1", [4, 256, 256, 20], 64), "QR-DQN, CartPole, 64×4-256-256-20");
        foreach (int[] hidden in new int[][] { [256, 256], [400, 300] })
            yield return Ratio(
                new ActorCriticStep(256, 3, 1, hidden), $"actor and two critics, 256×3-{hidden[0]}-{hidden[1]}");
    }

    private static Measurement Ratio(IStep step, string name)
    {
        var (limit, seconds) = MultiplyAddLimit.Beside(step.Take);
        return new(name, "GFMA/s", step.MultiplyAdds / seconds / 1e9) { Limit = limit / 1e9, Bar = 0.6 };
    }

    private static float[] Uniform(int count)
    {
        var (rng, values) = (new Rng(2), new float[count]);
        foreach (ref var value in values.AsSpan()) value = (float)rng.NextUniform(-1, 1);
        return values;
    }

    private interface IStep
    {
        double MultiplyAdds { get; }

        void Take();
    }

    /// <summary>Multiply-adds of a network's products.</summary>
    private static class Products
    {
        /// <summary>Those of a forward pass; weight gradients take as many.</summary>
        public static double Forward(int[] sizes, int rows) => rows * sizes.Zip(sizes[1..], (x, y) => (double)x * y).Sum();

        /// <summary>Those of the gradients of what the layers but the first are given.</summary>
        public static double Below(int[] sizes, int rows) => Forward(sizes[1..], rows);
    }

    /// <summary>A network, its pass and its optimizer.</summary>
    private sealed class Learned
    {
        private readonly Mlp _network;
        private readonly Adam _adam;

        public Learned(int rows, int[] sizes)
        {
            var rng = new Rng(1);
            var (hidden, output) = (Initialization.Orthogonal(Math.Sqrt(2)), Initialization.Orthogonal(1));
            _network = Mlp.Create(sizes, Activation.Relu, hidden, output, ref rng);
            (Pass, Frozen) = (_network.NewPass(rows), _network.NewFrozenPass(rows));
            _adam = new(_network.Parameters.Length);
            (Forward, Below) = (Products.Forward(sizes, rows), Products.Below(sizes, rows));
        }

        public double Forward { get; }

        public double Below { get; }

        public INetworkPass Pass { get; }

        public INetworkPass Frozen { get; }

        public Span<float> Parameters => _network.Parameters;

        public void Descend()
        {
            GradientClipping.ByGlobalNorm(Pass.Gradients, double.PositiveInfinity);
            _adam.Step(_network.Parameters, Pass.Gradients, 1e-6);
        }
    }

    /// <summary>A learner of action values with the zoo's settings, but for one step in its environment it takes some
    /// gradient steps.</summary>
    private sealed class ValueSteps : IStep
    {
        private const int Horizon = 1_000_000, Steps = 10, WarmUp = 1000;

        private readonly ILearner _learner;

        public ValueSteps(string algorithm, string environment, int[] sizes, int rows)
        {
            var (entry, chosen) = (EnvironmentRegistry.Standard.Find(environment), AlgorithmCatalog.Standard.Find(algorithm));
            var zoo = (DeepValueOptions)Presets.Standard.Find(algorithm, environment, "zoo").OptionsFor(chosen);
            var options = zoo with { TrainEvery = 1, GradientSteps = Steps, LearningStarts = 0 };
            _learner = chosen.Create(entry, options, new SeedSequence(1), Horizon, workers: null);
            for (var i = 0; i < WarmUp; i++) _learner.Learn();
            MultiplyAdds = Steps * ((3 * Products.Forward(sizes, rows)) + Products.Below(sizes, rows));
        }

        public double MultiplyAdds { get; }

        public void Take() => _learner.Learn();
    }

    /// <summary>What SAC does with a batch, less its draws: targets of two critics, their regression, the actor's
    /// ascent through both, Adam for all three, the targets' following.</summary>
    private sealed class ActorCriticStep : IStep
    {
        private readonly int _rows;
        private readonly int _observation;
        private readonly int _action;
        private readonly double _toActions;
        private readonly Learned _actor;
        private readonly Learned[] _critics;
        private readonly Learned[] _targets;
        private readonly float[] _observations;
        private readonly float[] _pairs;
        private readonly float[] _errors;
        private readonly float[] _pairGradients;
        private readonly float[] _actorGradients;

        public ActorCriticStep(int rows, int observation, int action, int[] hidden)
        {
            (_rows, _observation, _action) = (rows, observation, action);
            _toActions = (double)rows * action * hidden[0];
            _actor = new(rows, [observation, .. hidden, 2 * action]);
            int[] critic = [observation + action, .. hidden, 1];
            (_critics, _targets) = ([new(rows, critic), new(rows, critic)], [new(rows, critic), new(rows, critic)]);
            (_observations, _pairs) = (Uniform(rows * observation), Uniform(rows * (observation + action)));
            (_errors, _pairGradients) = (new float[rows], new float[rows * (observation + action)]);
            _actorGradients = new float[rows * 2 * action];
        }

        /// <remarks>A critic: target, forward, weight and input gradients for the regression; forward and input
        /// gradients, down to the action, for the actor. The actor: forward for the target; forward and both
        /// gradients.</remarks>
        public double MultiplyAdds =>
            (2 * ((4 * _critics[0].Forward) + (2 * _critics[0].Below) + _toActions))
            + (3 * _actor.Forward) + _actor.Below;

        public void Take()
        {
            _actor.Pass.Forward(_observations, _rows);
            for (var i = 0; i < 2; i++)
            {
                var (critic, target) = (_critics[i], _targets[i]);
                var next = target.Pass.Forward(_pairs, _rows);
                var values = critic.Pass.Forward(_pairs, _rows);
                for (var row = 0; row < _rows; row++) _errors[row] = (values[row] - (0.99f * next[row]) - 1) / _rows;
                critic.Pass.Gradients.Clear();
                critic.Pass.Backward(_pairs, _errors, []);
                critic.Descend();
            }

            _actor.Pass.Forward(_observations, _rows);
            Array.Clear(_actorGradients);
            Array.Fill(_errors, -0.5f / _rows);
            foreach (var critic in _critics)
            {
                critic.Frozen.Forward(_pairs, _rows);
                critic.Frozen.Backward(_pairs, _errors, _pairGradients);
                for (var row = 0; row < _rows; row++)
                    for (var j = 0; j < _action; j++)
                        _actorGradients[(row * 2 * _action) + j] +=
                            _pairGradients[(row * (_observation + _action)) + _observation + j];
            }

            _actor.Pass.Gradients.Clear();
            _actor.Pass.Backward(_observations, _actorGradients, []);
            _actor.Descend();
            for (var i = 0; i < 2; i++) TargetNetwork.Follow(_critics[i].Parameters, _targets[i].Parameters, tau: 0.005);
        }
    }
}
