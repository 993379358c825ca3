using Pathwise.Experiments;

namespace Pathwise.PolicyGradients;

/// <summary>What a batch of n whole episodes left: every step of each, in the order in which time passed.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>A row is one step. The episodes run side by side, so the rows of time 0 come first, one an episode, then
/// those of time 1 from the episodes that still go on. One episode alone lies in its own order, t = 0, …, T − 1.</para>
/// <para>Grows until it has held the longest batch, then allocates nothing. Not thread-safe.</para>
/// </remarks>
public sealed class EpisodeBatch<TAction> where TAction : unmanaged
{
    private readonly int _stateSize, _actionSize;
    private float[] _states = [];
    private TAction[] _actions = [];
    private double[] _rewards = [];
    private int[] _episodeOf = [], _time = [];

    /// <summary>An empty batch.</summary>
    /// <param name="episodes">n, ≥ 1.</param>
    /// <param name="stateSize">Numbers in an observation.</param>
    /// <param name="actionSize">Components of an action.</param>
    public EpisodeBatch(int episodes, int stateSize, int actionSize)
    {
        (_stateSize, _actionSize) = (stateSize, actionSize);
        Returns = new double[episodes];
        Lengths = new int[episodes];
        WasTerminated = new bool[episodes];
        FinalStates = new float[episodes * stateSize];
    }

    /// <summary>Steps of all episodes together.</summary>
    public int Rows { get; private set; }

    /// <summary>S_t, [rows, state size].</summary>
    public ReadOnlySpan<float> States => _states.AsSpan(0, Rows * _stateSize);

    /// <summary>A_t, [rows, action size].</summary>
    public ReadOnlySpan<TAction> Actions => _actions.AsSpan(0, Rows * _actionSize);

    /// <summary>R_{t+1}, [rows].</summary>
    public ReadOnlySpan<double> Rewards => _rewards.AsSpan(0, Rows);

    /// <summary>Which episode each step belongs to, [rows].</summary>
    public ReadOnlySpan<int> EpisodeOf => _episodeOf.AsSpan(0, Rows);

    /// <summary>t, each step's time in its episode, [rows].</summary>
    public ReadOnlySpan<int> Time => _time.AsSpan(0, Rows);

    /// <summary>R₁ + … + R_T of each episode, [n].</summary>
    public double[] Returns { get; }

    /// <summary>T of each episode, [n].</summary>
    public int[] Lengths { get; }

    /// <summary>True where an episode ended by itself; false where it was cut, so that S_T still has a value.
    /// [n].</summary>
    public bool[] WasTerminated { get; }

    /// <summary>S_T of each episode, [n, state size].</summary>
    public float[] FinalStates { get; }

    /// <summary>Forgets all steps.</summary>
    public void Clear()
    {
        Rows = 0;
        Array.Clear(Returns);
        Array.Clear(Lengths);
    }

    /// <summary>Adds the states in which one step is about to be taken.</summary>
    /// <param name="states">What every episode's environment shows, [n, state size].</param>
    /// <param name="active">The episodes that go on.</param>
    /// <param name="time">t.</param>
    /// <returns>The new rows, an episode each, in the order of <paramref name="active"/>; their actions are to be
    /// filled in.</returns>
    public RowRange Append(ReadOnlySpan<float> states, ReadOnlySpan<int> active, int time)
    {
        var added = new RowRange(Rows, active.Length);
        Rows += active.Length;
        Reserve(Rows);
        for (var i = 0; i < active.Length; i++)
        {
            states.Slice(active[i] * _stateSize, _stateSize).CopyTo(_states.AsSpan((added.First + i) * _stateSize));
            (_episodeOf[added.First + i], _time[added.First + i]) = (active[i], time);
        }

        return added;
    }

    /// <summary>The batch in slices, each to be learned from at one θ.</summary>
    /// <param name="steps">Steps of a slice; 0 for all.</param>
    public RowChunks Slices(int steps) => new(Rows, steps == 0 ? Rows : steps);

    /// <summary>S_t of some rows, [rows, state size].</summary>
    public ReadOnlySpan<float> StatesOf(RowRange rows) => rows.Of(States, _stateSize);

    /// <summary>A_t of some rows, [rows, action size].</summary>
    public Span<TAction> ActionsOf(RowRange rows) =>
        _actions.AsSpan(rows.First * _actionSize, rows.Count * _actionSize);

    /// <summary>Records what a row's action earned.</summary>
    public void Reward(int row, double reward)
    {
        _rewards[row] = reward;
        var episode = _episodeOf[row];
        Returns[episode] += reward;
        Lengths[episode]++;
    }

    /// <summary>Reports the return and the length of every episode.</summary>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        foreach (var g in Returns) metrics.Add(IMetrics.EpisodeReturn, g);
        foreach (var length in Lengths) metrics.Add(IMetrics.EpisodeLength, length);
    }

    private void Reserve(int rows)
    {
        if (rows <= _rewards.Length) return;
        var capacity = Math.Max(rows, 2 * _rewards.Length);
        Array.Resize(ref _states, capacity * _stateSize);
        Array.Resize(ref _actions, capacity * _actionSize);
        Array.Resize(ref _rewards, capacity);
        Array.Resize(ref _episodeOf, capacity);
        Array.Resize(ref _time, capacity);
    }
}
