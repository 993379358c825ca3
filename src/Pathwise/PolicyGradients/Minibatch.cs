using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>A rollout's rows in random order, a piece at a time: every row once an epoch.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>By sequence, environments are in random order instead, and a piece has all steps of some of them, [steps,
/// environments].</para>
/// <para>The last piece of an epoch is shorter where the size does not divide the rollout. Allocates when it is made
/// and never again. Not thread-safe.</para>
/// </remarks>
public sealed class Minibatch<TAction> where TAction : unmanaged
{
    private readonly Rollout<TAction> _rollout;
    private readonly int _size, _length, _stateSize, _actionSize, _maskSize;
    private readonly int[] _order;                   // of rows, or of environments
    private readonly float[] _states;
    private readonly TAction[] _actions;
    private readonly bool[] _masks, _starts;
    private readonly double[] _logProbabilities, _values, _advantages, _returns;
    private int _first, _next;

    /// <summary>Prepares to cut a rollout into pieces.</summary>
    /// <param name="rollout">Whose rows.</param>
    /// <param name="size">Rows of a piece, ≥ 1; at most the rollout's are used, and at least one sequence's.</param>
    /// <param name="bySequence">Whether a piece consists of whole sequences.</param>
    public Minibatch(Rollout<TAction> rollout, int size, bool bySequence = false)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _rollout = rollout;
        _length = bySequence ? rollout.Steps : 1;
        _order = new int[rollout.Rows / _length];
        _size = Math.Clamp(size / _length, 1, _order.Length);
        _next = _order.Length;

        MostRows = _size * _length;
        _stateSize = rollout.States.Length / rollout.Rows;
        _actionSize = rollout.Actions.Length / rollout.Rows;
        _maskSize = rollout.Masks.Length / rollout.Rows;
        (_states, _actions) = (new float[MostRows * _stateSize], new TAction[MostRows * _actionSize]);
        (_masks, _starts) = (new bool[MostRows * _maskSize], new bool[MostRows]);
        (_logProbabilities, _values) = (new double[MostRows], new double[MostRows]);
        (_advantages, _returns) = (new double[MostRows], new double[MostRows]);
    }

    /// <summary>The most rows of a piece.</summary>
    public int MostRows { get; }

    /// <summary>Rows of the present piece.</summary>
    public int Rows { get; private set; }

    /// <summary>By sequence: the environments of the present piece.</summary>
    public ReadOnlySpan<int> Environments => _order.AsSpan(_first, _next - _first);

    /// <summary>S, [rows, state size].</summary>
    public ReadOnlySpan<float> States => _states.AsSpan(0, Rows * _stateSize);

    /// <summary>A, [rows, action size].</summary>
    public ReadOnlySpan<TAction> Actions => _actions.AsSpan(0, Rows * _actionSize);

    /// <summary>Which choices there were, [rows, choices]; empty where there are no masks.</summary>
    public ReadOnlySpan<bool> Masks => _masks.AsSpan(0, Rows * _maskSize);

    /// <summary>Where S is the first of an episode, [rows].</summary>
    public ReadOnlySpan<bool> Starts => _starts.AsSpan(0, Rows);

    /// <summary>ln π(A|S,θ_old), [rows].</summary>
    public ReadOnlySpan<double> LogProbabilities => _logProbabilities.AsSpan(0, Rows);

    /// <summary>v(S) of the parameters that acted, [rows].</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Rows);

    /// <summary>Â, [rows]; the piece's own, to be changed at will.</summary>
    public Span<double> Advantages => _advantages.AsSpan(0, Rows);

    /// <summary>What values learn, [rows].</summary>
    public ReadOnlySpan<double> Returns => _returns.AsSpan(0, Rows);

    /// <summary>Begins an epoch: puts the rollout's rows, or environments, into a new order.</summary>
    /// <param name="rng">The stream to draw from.</param>
    public void Shuffle(ref Rng rng)
    {
        for (var i = 0; i < _order.Length; i++) _order[i] = i;     // an order depends on the stream alone
        rng.Shuffle(_order.AsSpan());
        _next = 0;
    }

    /// <summary>Fetches the epoch's next piece; false if there is none.</summary>
    public bool MoveNext()
    {
        _first = _next;
        var taken = Math.Min(_size, _order.Length - _first);
        _next += taken;
        Rows = taken * _length;
        for (var step = 0; step < _length; step++)
            for (var i = 0; i < taken; i++)
                Fetch((step * _rollout.Environments) + _order[_first + i], (step * taken) + i);
        return Rows > 0;
    }

    private void Fetch(int row, int to)
    {
        _rollout.States.Slice(row * _stateSize, _stateSize).CopyTo(_states.AsSpan(to * _stateSize));
        _rollout.Actions.Slice(row * _actionSize, _actionSize).CopyTo(_actions.AsSpan(to * _actionSize));
        _rollout.Masks.Slice(row * _maskSize, _maskSize).CopyTo(_masks.AsSpan(to * _maskSize));
        _starts[to] = _rollout.Starts[row];
        _logProbabilities[to] = _rollout.LogProbabilities[row];
        _values[to] = _rollout.Values[row];
        _advantages[to] = _rollout.Advantages[row];
        _returns[to] = _rollout.Returns[row];
    }
}
