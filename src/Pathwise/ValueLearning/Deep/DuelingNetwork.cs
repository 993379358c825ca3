using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.ValueLearning.Deep;

/// <summary>Values of actions as the sum of what the state is worth and of each action's advantage:
/// <c>Q(s,a) = V(s) + A(s,a) − mean_a′ A(s,a′)</c>.</summary>
/// <remarks>
/// <para>Source: Wang, Schaul, Hessel, van Hasselt, Lanctot &amp; de Freitas (2016), <i>Dueling network
/// architectures for deep reinforcement learning</i>, eq. (9). All hidden layers but the last are shared; V and A have
/// one each of that width. With N numbers for an action the sum holds for each of them.</para>
/// <para>Gradients: <c>∂Q_a/∂V = 1</c>, <c>∂Q_a/∂A_b = 1{a = b} − 1/n</c>. Where we differ: the gradient that enters
/// the shared layers is not scaled by 1/√2.</para>
/// </remarks>
public sealed class DuelingNetwork : INetwork
{
    private readonly IEmbeddable? _body;                     // null where there is at most one hidden layer
    private readonly IEmbeddable _value, _advantage;
    private readonly Activation _activation;
    private readonly Memory<float> _parameters;
    private readonly int _actions, _atoms;

    /// <summary>Joins three networks, which from now on live in this one.</summary>
    /// <param name="body">What both heads see, through <paramref name="activation"/>; null: the inputs.</param>
    /// <param name="value">V, N outputs.</param>
    /// <param name="advantage">A, N outputs for each action, action by action.</param>
    /// <param name="activation">What the body's last units do.</param>
    /// <exception cref="ArgumentException">The networks do not fit together.</exception>
    public DuelingNetwork(IEmbeddable? body, IEmbeddable value, IEmbeddable advantage, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(advantage);
        var seen = body?.Outputs ?? value.Inputs;
        if (value.Inputs != seen || advantage.Inputs != seen || advantage.Outputs % value.Outputs != 0)
            throw new ArgumentException(
                $"Heads from {value.Inputs} to {value.Outputs} and from {advantage.Inputs} to {advantage.Outputs} "
                + $"do not fit a body of {seen} outputs.", nameof(advantage));

        (_body, _value, _advantage, _activation) = (body, value, advantage, activation);
        (_atoms, _actions) = (value.Outputs, advantage.Outputs / value.Outputs);
        var (first, second) = (body?.Parameters.Length ?? 0, value.Parameters.Length);
        _parameters = AlignedMemory.Allocate(first + second + advantage.Parameters.Length);
        body?.Embed(_parameters[..first]);
        value.Embed(_parameters.Slice(first, second));
        advantage.Embed(_parameters[(first + second)..]);
    }

    /// <summary>What both heads see; null for the inputs.</summary>
    internal IEmbeddable? Body => _body;

    /// <summary>V.</summary>
    internal IEmbeddable Value => _value;

    /// <summary>A.</summary>
    internal IEmbeddable Advantage => _advantage;

    /// <inheritdoc/>
    public int Inputs => _body?.Inputs ?? _value.Inputs;

    /// <inheritdoc/>
    public int Outputs => _advantage.Outputs;

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters.Span;

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows) => new Pass(this, maxRows);

    private sealed class Pass : INetworkPass
    {
        private readonly DuelingNetwork _whole;
        private readonly INetworkPass? _body;
        private readonly INetworkPass _value, _advantage;
        private readonly Memory<float> _gradients;
        private readonly float[] _sums, _hidden, _hiddenGradients, _otherGradients;
        private readonly float[] _outputs, _valueGradients, _advantageGradients;

        public Pass(DuelingNetwork whole, int maxRows)
        {
            _whole = whole;
            _gradients = AlignedMemory.Allocate(whole._parameters.Length);
            var (first, second) = (whole._body?.Parameters.Length ?? 0, whole._value.Parameters.Length);
            _body = whole._body?.NewPass(maxRows, _gradients[..first]);
            _value = whole._value.NewPass(maxRows, _gradients.Slice(first, second));
            _advantage = whole._advantage.NewPass(maxRows, _gradients[(first + second)..]);
            var seen = maxRows * whole._value.Inputs;
            (_sums, _hidden) = (new float[seen], new float[seen]);
            (_hiddenGradients, _otherGradients) = (new float[seen], new float[seen]);
            (_outputs, _advantageGradients) = (new float[maxRows * whole.Outputs], new float[maxRows * whole.Outputs]);
            _valueGradients = new float[maxRows * whole._atoms];
        }

        public Span<float> Gradients => _gradients.Span;

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
        {
            var seen = inputs;
            if (_body is not null)
            {
                var hidden = _hidden.AsSpan(0, rows * _whole._value.Inputs);
                _body.Forward(inputs, rows).CopyTo(_sums);
                Activations.Forward(_whole._activation, _sums.AsSpan(0, hidden.Length), hidden);
                seen = hidden;
            }

            var v = _value.Forward(seen, rows);
            var a = _advantage.Forward(seen, rows);
            for (var row = 0; row < rows; row++) Join(v, a, row);
            return _outputs.AsSpan(0, rows * _whole.Outputs);
        }

        public void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
        {
            var rows = outputGradients.Length / _whole.Outputs;
            for (var row = 0; row < rows; row++) Part(outputGradients, row);
            var toValue = _valueGradients.AsSpan(0, rows * _whole._atoms);
            var toAdvantage = _advantageGradients.AsSpan(0, rows * _whole.Outputs);
            var length = rows * _whole._value.Inputs;
            var seen = _body is null ? inputs : _hidden.AsSpan(0, length);
            var isWanted = _body is not null || !inputGradients.IsEmpty;
            var fromValue = _hiddenGradients.AsSpan(0, isWanted ? length : 0);
            var fromAdvantage = _otherGradients.AsSpan(0, isWanted ? length : 0);
            _value.Backward(seen, toValue, fromValue);
            _advantage.Backward(seen, toAdvantage, fromAdvantage);
            for (var i = 0; i < fromValue.Length; i++) fromValue[i] += fromAdvantage[i];
            if (_body is null)
            {
                if (isWanted) fromValue.CopyTo(inputGradients);
                return;
            }

            Activations.Backward(_whole._activation, _sums.AsSpan(0, length), seen, fromValue);
            _body.Backward(inputs, fromValue, inputGradients);
        }

        /// <summary>Q of one row.</summary>
        private void Join(ReadOnlySpan<float> v, ReadOnlySpan<float> a, int row)
        {
            var (n, atoms) = (_whole._actions, _whole._atoms);
            for (var i = 0; i < atoms; i++)
            {
                var first = (row * n * atoms) + i;
                var sum = 0f;
                for (var k = 0; k < n; k++) sum += a[first + (k * atoms)];
                var level = v[(row * atoms) + i] - (sum / n);
                for (var k = 0; k < n; k++) _outputs[first + (k * atoms)] = a[first + (k * atoms)] + level;
            }
        }

        /// <summary>The gradients that V and A get from one row's.</summary>
        private void Part(ReadOnlySpan<float> gradients, int row)
        {
            var (n, atoms) = (_whole._actions, _whole._atoms);
            for (var i = 0; i < atoms; i++)
            {
                var first = (row * n * atoms) + i;
                var sum = 0f;
                for (var k = 0; k < n; k++) sum += gradients[first + (k * atoms)];
                _valueGradients[(row * atoms) + i] = sum;
                for (var k = 0; k < n; k++)
                    _advantageGradients[first + (k * atoms)] = gradients[first + (k * atoms)] - (sum / n);
            }
        }
    }
}
