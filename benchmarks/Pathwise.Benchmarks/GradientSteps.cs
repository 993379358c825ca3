using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

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
        foreach (var (rows, inputs, outputs, name) in new[] { (64, 4, 2, "CartPole"), (128, 6, 3, "Acrobot") })
            yield return Ratio(
                new ValueStep(rows, [inputs, 256, 256, outputs]), $"DQN, {name}, {rows}×{inputs}-256-256-{outputs}");
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
            for (var layer = 0; layer < _network.Layers; layer++)
            {
                Forward += (double)rows * sizes[layer] * sizes[layer + 1];
                if (layer > 0) Below += (double)rows * sizes[layer] * sizes[layer + 1];
            }
        }

        /// <summary>Multiply-adds of a forward pass; weight gradients take as many.</summary>
        public double Forward { get; }

        /// <summary>Multiply-adds of the gradients of what the layers but the first are given.</summary>
        public double Below { get; }

        public INetworkPass Pass { get; }

        public INetworkPass Frozen { get; }

        public Span<float> Parameters => _network.Parameters;

        public void Descend(double longest)
        {
            GradientClipping.ByGlobalNorm(Pass.Gradients, longest);
            _adam.Step(_network.Parameters, Pass.Gradients, 1e-6);
        }
    }

    /// <summary>What DQN does with a batch: r + γ maxₐ Q⁻(s′, a), the smooth absolute error of Q(s, a), clipping,
    /// Adam; ten times, and then the target is copied.</summary>
    private sealed class ValueStep(int rows, int[] sizes) : IStep
    {
        private const int CopyEvery = 10;

        private readonly Learned _online = new(rows, sizes), _target = new(rows, sizes);
        private readonly float[] _observations = Uniform(rows * sizes[0]), _errors = new float[rows * sizes[^1]];

        public double MultiplyAdds => CopyEvery * ((3 * _online.Forward) + _online.Below);

        public void Take()
        {
            for (var step = 0; step < CopyEvery; step++) Descend();
            TargetNetwork.Follow(_online.Parameters, _target.Parameters, tau: 1);
        }

        private void Descend()
        {
            var next = _target.Pass.Forward(_observations, rows);
            var values = _online.Pass.Forward(_observations, rows);
            var actions = sizes[^1];
            Array.Clear(_errors);
            for (var row = 0; row < rows; row++)
            {
                var best = next[row * actions];
                for (var action = 1; action < actions; action++) best = MathF.Max(best, next[(row * actions) + action]);
                var at = (row * actions) + (row % actions);
                _errors[at] = Math.Clamp(values[at] - (0.99f * best) - 1, -1, 1) / rows;
            }

            _online.Pass.Gradients.Clear();
            _online.Pass.Backward(_observations, _errors, []);
            _online.Descend(longest: 10);
        }
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
                critic.Descend(double.PositiveInfinity);
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
            _actor.Descend(double.PositiveInfinity);
            for (var i = 0; i < 2; i++) TargetNetwork.Follow(_critics[i].Parameters, _targets[i].Parameters, tau: 0.005);
        }
    }
}
