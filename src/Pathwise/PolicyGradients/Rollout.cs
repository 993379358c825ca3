namespace Pathwise.PolicyGradients;

/// <summary>What a policy lived through: T steps of each of n environments, and what they turned out to be
/// worth.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>Row t n + i is step t of environment i. Every row is a transition: a step that only resets is none.</para>
/// <para>Allocates when it is made and never again. Not thread-safe.</para>
/// </remarks>
public sealed class Rollout<TAction> where TAction : unmanaged
{
    private readonly int _stateSize, _actionSize, _maskSize;
    private readonly float[] _states, _lastStates;
    private readonly TAction[] _actions;
    private readonly bool[] _masks;
    private readonly int[] _lastRows;                    // the rows that were cut, whose next states are in _lastStates
    private readonly double[] _lastValues;
    private int _lasts;

    /// <summary>An empty rollout.</summary>
    /// <param name="environments">n, ≥ 1.</param>
    /// <param name="steps">T, ≥ 1.</param>
    /// <param name="stateSize">Numbers in an observation.</param>
    /// <param name="actionSize">Components of an action.</param>
    /// <param name="maskSize">Choices that a mask is about; 0 where there are no masks.</param>
    public Rollout(int environments, int steps, int stateSize, int actionSize, int maskSize = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(environments, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (Environments, Steps, _stateSize, _actionSize) = (environments, steps, stateSize, actionSize);
        _states = new float[Rows * stateSize];
        _actions = new TAction[Rows * actionSize];
        (_masks, _maskSize) = (new bool[Rows * maskSize], maskSize);
        (LogProbabilities, Rewards, Values) = (new double[Rows], new double[Rows], new double[Rows]);
        (Starts, Ends, EndValues) = (new bool[Rows], new bool[Rows], new double[Rows]);
        (Advantages, Returns) = (new double[Rows], new double[Rows]);
        (_lastStates, _lastRows, _lastValues) = (new float[_states.Length], new int[Rows], new double[Rows]);
    }

    /// <summary>n.</summary>
    public int Environments { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>T n.</summary>
    public int Rows => Steps * Environments;

    /// <summary>S_t, [rows, state size].</summary>
    public ReadOnlySpan<float> States => _states;

    /// <summary>A_t, as it was drawn, [rows, action size].</summary>
    public ReadOnlySpan<TAction> Actions => _actions;

    /// <summary>Which choices there were in S_t, [rows, choices]; empty where there are no masks.</summary>
    public ReadOnlySpan<bool> Masks => _masks;

    /// <summary>ln π(A_t|S_t) of the policy that acted, [rows].</summary>
    public double[] LogProbabilities { get; }

    /// <summary>R_{t+1}, [rows].</summary>
    public double[] Rewards { get; }

    /// <summary>v(S_t) when the rollout was over, [rows].</summary>
    public double[] Values { get; }

    /// <summary>Where S_t is the first of an episode, [rows].</summary>
    public bool[] Starts { get; }

    /// <summary>The rows after which an episode, or the rollout, was cut.</summary>
    public ReadOnlySpan<int> CutRows => _lastRows.AsSpan(0, _lasts);

    /// <summary>S_{t+1} of <see cref="CutRows"/>, [cut rows, state size].</summary>
    public ReadOnlySpan<float> StatesAfterCuts => _lastStates.AsSpan(0, _lasts * _stateSize);

    /// <summary>Where the next row of the environment is of another episode, or of another rollout, [rows].</summary>
    public bool[] Ends { get; }

    /// <summary>v(S_{t+1}) where <see cref="Ends"/>: 0 where the episode terminated, [rows].</summary>
    public double[] EndValues { get; }

    /// <summary>Â_t, [rows].</summary>
    public double[] Advantages { get; }

    /// <summary>Â_t + v(S_t), what values learn, [rows].</summary>
    public double[] Returns { get; }

    /// <summary>Forgets all steps.</summary>
    public void Clear() => _lasts = 0;

    /// <summary>The rows of step t.</summary>
    public RowRange Step(int t) => new(t * Environments, Environments);

    /// <summary>Where S_t of a step's rows is written, [n, state size].</summary>
    public Span<float> StatesOf(RowRange rows) => _states.AsSpan(rows.First * _stateSize, rows.Count * _stateSize);

    /// <summary>Where A_t of a step's rows is written, [n, action size].</summary>
    public Span<TAction> ActionsOf(RowRange rows) =>
        _actions.AsSpan(rows.First * _actionSize, rows.Count * _actionSize);

    /// <summary>Where the masks of S_t of a step's rows are written, [n, choices].</summary>
    public Span<bool> MasksOf(RowRange rows) => _masks.AsSpan(rows.First * _maskSize, rows.Count * _maskSize);

    /// <summary>A step after which the episode goes on.</summary>
    public void GoesOn(int row) => Ends[row] = false;

    /// <summary>A step that reached a terminal state, which is worth nothing.</summary>
    public void Terminates(int row) => (Ends[row], EndValues[row]) = (true, 0);

    /// <summary>A step after which nothing more is seen of an episode that could have gone on.</summary>
    /// <param name="row">The step's row.</param>
    /// <param name="next">S_{t+1}, [state size].</param>
    public void IsCut(int row, ReadOnlySpan<float> next)
    {
        Ends[row] = true;
        next.CopyTo(_lastStates.AsSpan(_lasts * _stateSize));
        _lastRows[_lasts++] = row;
    }

    /// <summary>Says what every step was worth: <see cref="Values"/>, <see cref="Advantages"/> and
    /// <see cref="Returns"/>.</summary>
    /// <param name="value">v.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="lambda">λ.</param>
    public void Judge(StateValue value, double gamma, double lambda)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.Evaluate(_states, Values);
        value.Evaluate(StatesAfterCuts, _lastValues.AsSpan(0, _lasts));
        for (var i = 0; i < _lasts; i++) EndValues[_lastRows[i]] = _lastValues[i];
        Judge(gamma, lambda);
    }

    /// <summary>Says what every step was worth, of <see cref="Values"/> and <see cref="EndValues"/> that are there
    /// already.</summary>
    /// <param name="gamma">γ.</param>
    /// <param name="lambda">λ.</param>
    public void Judge(double gamma, double lambda)
    {
        GeneralizedAdvantage.Compute(Rewards, Values, Ends, EndValues, Environments, gamma, lambda, Advantages);
        for (var row = 0; row < Rows; row++) Returns[row] = Advantages[row] + Values[row];
    }
}
