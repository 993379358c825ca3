using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>A rollout's rows in random order, a piece at a time: every row once an epoch.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>The last piece of an epoch is shorter where the size does not divide the rollout. Allocates when it is made
/// and never again. Not thread-safe.</remarks>
public sealed class Minibatch<TAction> where TAction : unmanaged
{
    private readonly Rollout<TAction> _rollout;
    private readonly int _size, _stateSize, _actionSize, _maskSize;
    private readonly int[] _order;
    private readonly float[] _states;
    private readonly TAction[] _actions;
    private readonly bool[] _masks;
    private readonly double[] _logProbabilities, _values, _advantages, _returns;
    private int _next;

    /// <summary>Prepares to cut a rollout into pieces.</summary>
    /// <param name="rollout">Whose rows.</param>
    /// <param name="size">Rows of a piece, ≥ 1; at most the rollout's are used.</param>
    public Minibatch(Rollout<TAction> rollout, int size)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_rollout, _size) = (rollout, Math.Min(size, rollout.Rows));
        (_stateSize, _actionSize) = (rollout.States.Length / rollout.Rows, rollout.Actions.Length / rollout.Rows);
        _order = new int[rollout.Rows];
        for (var row = 0; row < _order.Length; row++) _order[row] = row;
        (_states, _actions) = (new float[_size * _stateSize], new TAction[_size * _actionSize]);
        _maskSize = rollout.Masks.Length / rollout.Rows;
        _masks = new bool[_size * _maskSize];
        (_logProbabilities, _values) = (new double[_size], new double[_size]);
        (_advantages, _returns) = (new double[_size], new double[_size]);
        _next = _order.Length;
    }

    /// <summary>Rows of the present piece.</summary>
    public int Rows { get; private set; }

    /// <summary>S, [rows, state size].</summary>
    public ReadOnlySpan<float> States => _states.AsSpan(0, Rows * _stateSize);

    /// <summary>A, [rows, action size].</summary>
    public ReadOnlySpan<TAction> Actions => _actions.AsSpan(0, Rows * _actionSize);

    /// <summary>Which choices there were, [rows, choices]; empty where there are no masks.</summary>
    public ReadOnlySpan<bool> Masks => _masks.AsSpan(0, Rows * _maskSize);

    /// <summary>ln π(A|S,θ_old), [rows].</summary>
    public ReadOnlySpan<double> LogProbabilities => _logProbabilities.AsSpan(0, Rows);

    /// <summary>v(S) of the parameters that acted, [rows].</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Rows);

    /// <summary>Â, [rows]; the piece's own, to be changed at will.</summary>
    public Span<double> Advantages => _advantages.AsSpan(0, Rows);

    /// <summary>What values learn, [rows].</summary>
    public ReadOnlySpan<double> Returns => _returns.AsSpan(0, Rows);

    /// <summary>Begins an epoch: puts the rollout's rows into a new order.</summary>
    /// <param name="rng">The stream to draw from.</param>
    public void Shuffle(ref Rng rng)
    {
        for (var row = 0; row < _order.Length; row++) _order[row] = row;     // an order depends on the stream alone
        rng.Shuffle(_order.AsSpan());
        _next = 0;
    }

    /// <summary>Fetches the epoch's next piece; false if there is none.</summary>
    public bool MoveNext()
    {
        Rows = Math.Min(_size, _order.Length - _next);
        for (var i = 0; i < Rows; i++)
        {
            var row = _order[_next + i];
            _rollout.States.Slice(row * _stateSize, _stateSize).CopyTo(_states.AsSpan(i * _stateSize));
            _rollout.Actions.Slice(row * _actionSize, _actionSize).CopyTo(_actions.AsSpan(i * _actionSize));
            _rollout.Masks.Slice(row * _maskSize, _maskSize).CopyTo(_masks.AsSpan(i * _maskSize));
            _logProbabilities[i] = _rollout.LogProbabilities[row];
            _values[i] = _rollout.Values[row];
            _advantages[i] = _rollout.Advantages[row];
            _returns[i] = _rollout.Returns[row];
        }

        _next += Rows;
        return Rows > 0;
    }
}
