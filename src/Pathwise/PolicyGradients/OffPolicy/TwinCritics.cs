using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Two critics that learn the same and start differently; the lower one is believed, for one alone comes to
/// believe its own errors.</summary>
/// <remarks>Source: Fujimoto, van Hoof &amp; Meger (2018), <i>Addressing function approximation error in actor-critic
/// methods</i>, §4.2: clipped double Q-learning. The critics work side by side on two threads, if there are two, which
/// changes no bit. Allocates nothing after construction. Not thread-safe.</remarks>
public sealed class TwinCritics : ISaved, IPieces
{
    private readonly Critic[] _critics;
    private readonly Workers? _workers;
    private readonly int _stateSize, _actionSize;
    private readonly float[] _inputs;                               // of the present work, [rows, state and action size]
    private readonly float[] _targets;
    private readonly float[][] _values, _weights, _slopes;          // of each critic
    private int _rows;
    private double _stepSize;
    private Work _work;

    /// <summary>A pair of critics.</summary>
    /// <param name="first">Q₁.</param>
    /// <param name="second">Q₂.</param>
    /// <param name="stateSize">Numbers in a state.</param>
    /// <param name="rows">Transitions that one gradient learns from.</param>
    /// <param name="workers">Threads to share work, or null for one.</param>
    public TwinCritics(Critic first, Critic second, int stateSize, int rows, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var width = first.Network.Inputs;
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Network.Inputs, width);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stateSize, width);
        (_critics, _workers, _stateSize, _actionSize) = ([first, second], workers, stateSize, width - stateSize);
        (_inputs, _targets) = (new float[rows * width], new float[rows]);
        (_values, _weights) = ([new float[rows], new float[rows]], [new float[rows], new float[rows]]);
        _slopes = [new float[rows * width], new float[rows * width]];
    }

    private enum Work
    {
        JudgeByTarget,
        Descend,
        Judge,
        Slopes,
    }

    /// <summary>Q₁ and Q₂.</summary>
    public IReadOnlyList<Critic> Critics => _critics;

    /// <summary>The mean over both critics of ½ mean (Q − y)².</summary>
    public double Loss => 0.5 * (_critics[0].Loss + _critics[1].Loss);

    /// <summary>Whether a critic could not be moved because a number was not finite.</summary>
    public bool HasDiverged => _critics[0].HasDiverged || _critics[1].HasDiverged;

    /// <summary><c>φ_i ← φ_i − λ ∇ ½ mean (Q(s, a, φ_i) − y)²</c>, with
    /// <c>y = g + d (min_i Q(s′, a′, φ_i⁻) + b)</c>.</summary>
    /// <param name="batch">Transitions (s, a, g, s′, d).</param>
    /// <param name="nextActions">a′, [rows, action size].</param>
    /// <param name="bonus">b, what the next state is worth besides, [rows]; empty for 0.</param>
    /// <param name="stepSize">λ.</param>
    public void Learn(
        ReplayBatch<float> batch, ReadOnlySpan<float> nextActions, ReadOnlySpan<double> bonus, double stepSize)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Join(batch.Next, nextActions);
        Do(Work.JudgeByTarget);
        for (var row = 0; row < _rows; row++)
        {
            double worth = Math.Min(_values[0][row], _values[1][row]);
            if (!bonus.IsEmpty) worth += bonus[row];
            _targets[row] = (float)(batch.Rewards[row] + (batch.Discounts[row] * worth));
        }

        _stepSize = stepSize;
        Join(batch.Observations, batch.Actions);
        Do(Work.Descend);
    }

    /// <summary>The gradient of the mean of what actions are worth: <c>1/N · ∂Q(s, a)/∂a</c>.</summary>
    /// <param name="states">s, [rows, state size].</param>
    /// <param name="actions">a, [rows, action size].</param>
    /// <param name="ofFirst">Whether Q is Q₁; if not, it is the lower one of the two.</param>
    /// <param name="actionGradients">Receives the gradient, [rows, action size].</param>
    /// <returns>The mean of Q(s, a).</returns>
    public double Slopes(
        ReadOnlySpan<float> states, ReadOnlySpan<float> actions, bool ofFirst, Span<float> actionGradients)
    {
        Join(states, actions);
        if (ofFirst) Run(piece: 0, Work.Judge);
        else Do(Work.Judge);

        var (sum, share) = (0.0, 1f / _rows);
        for (var row = 0; row < _rows; row++)
        {
            var isFirst = ofFirst || _values[0][row] <= _values[1][row];
            (_weights[0][row], _weights[1][row]) = isFirst ? (share, 0f) : (0f, share);
            sum += _values[isFirst ? 0 : 1][row];
        }

        if (ofFirst) Run(piece: 0, Work.Slopes);
        else Do(Work.Slopes);

        var width = _stateSize + _actionSize;
        for (var row = 0; row < _rows; row++)
            for (var i = 0; i < _actionSize; i++)
            {
                var place = (row * width) + _stateSize + i;
                actionGradients[(row * _actionSize) + i] = _weights[0][row] != 0
                    ? _slopes[0][place]
                    : _slopes[1][place];
            }

        return sum / _rows;
    }

    /// <summary><c>φ_i⁻ ← τ φ_i + (1 − τ) φ_i⁻</c>.</summary>
    /// <param name="tau">τ.</param>
    public void Follow(double tau)
    {
        foreach (var critic in _critics) critic.Follow(tau);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _critics[0].Save(writer.Part("first"));
        _critics[1].Save(writer.Part("second"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _critics[0].Load(reader.Part("first"));
        _critics[1].Load(reader.Part("second"));
    }

    /// <inheritdoc/>
    void IPieces.Run(int piece) => Run(piece, _work);

    private void Do(Work work)
    {
        _work = work;
        if (_workers is { Count: > 1 }) _workers.Run(this, pieces: 2);
        else
        {
            Run(0, work);
            Run(1, work);
        }
    }

    private void Run(int piece, Work work)
    {
        var critic = _critics[piece];
        var inputs = _inputs.AsSpan(0, _rows * (_stateSize + _actionSize));
        switch (work)
        {
            case Work.JudgeByTarget:
                critic.JudgeByTarget(inputs, _rows).CopyTo(_values[piece]);
                break;
            case Work.Judge:
                critic.Judge(inputs, _rows).CopyTo(_values[piece]);
                break;
            case Work.Descend:
                critic.Descend(inputs, _targets.AsSpan(0, _rows), _stepSize);
                break;
            case Work.Slopes:
                critic.Slopes(inputs, _weights[piece].AsSpan(0, _rows), _slopes[piece].AsSpan(0, inputs.Length));
                break;
        }
    }

    /// <summary>State and action of each row side by side.</summary>
    private void Join(ReadOnlySpan<float> states, ReadOnlySpan<float> actions)
    {
        _rows = actions.Length / _actionSize;
        var width = _stateSize + _actionSize;
        for (var row = 0; row < _rows; row++)
        {
            states.Slice(row * _stateSize, _stateSize).CopyTo(_inputs.AsSpan(row * width));
            actions.Slice(row * _actionSize, _actionSize).CopyTo(_inputs.AsSpan((row * width) + _stateSize));
        }
    }
}
