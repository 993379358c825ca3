using Pathwise.Experiments;

namespace Pathwise.Environments.Wrappers;

/// <summary>Adds up the return and the length of every episode. Gymnasium's <c>RecordEpisodeStatistics</c>.</summary>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para>Put it beneath wrappers that change rewards. A step that only resets (<see cref="Autoreset.NextStep"/>) and
/// one that a parked environment sits out (<see cref="Autoreset.Disabled"/>) count for no episode.</para>
/// <para>Allocates nothing per step. Not thread-safe.</para>
/// </remarks>
public sealed class EpisodeStatistics<TAction> : IVectorEnvironment<TAction> where TAction : unmanaged
{
    /// <summary>How many episodes back <see cref="MeanReturn"/> and <see cref="MeanLength"/> look.</summary>
    public const int Window = 100;

    private readonly IVectorEnvironment<TAction> _inner;
    private readonly double[] _returns;
    private readonly long[] _lengths;
    private readonly bool[] _over, _ended;          // the episode is over; the last step ended it
    private readonly double[] _recentReturns = new double[Window];
    private readonly long[] _recentLengths = new long[Window];
    private long _episodes;

    /// <inheritdoc cref="EpisodeStatistics{TAction}"/>
    /// <param name="inner">The environments.</param>
    public EpisodeStatistics(IVectorEnvironment<TAction> inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        (_returns, _lengths, _over, _ended) = (new double[Count], new long[Count], new bool[Count], new bool[Count]);
    }

    /// <inheritdoc cref="EpisodeStatistics{TAction}"/>
    /// <param name="environment">One environment; it becomes a vector of one.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    public EpisodeStatistics(IEnvironment<TAction> environment, Autoreset autoreset = Autoreset.NextStep)
        : this(new EnvironmentVector<TAction>([environment], autoreset)) { }

    /// <inheritdoc/>
    public int Count => _inner.Count;

    /// <inheritdoc/>
    public EnvironmentSpec Spec => _inner.Spec;

    /// <inheritdoc/>
    public Space ObservationSpace => _inner.ObservationSpace;

    /// <inheritdoc/>
    public Space ActionSpace => _inner.ActionSpace;

    /// <inheritdoc/>
    public Autoreset Autoreset => _inner.Autoreset;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => _inner.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _inner.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _inner.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _inner.Truncated;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _inner.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> ActionMasks => _inner.ActionMasks;

    /// <summary>Episodes that have ended.</summary>
    public long Episodes => _episodes;

    /// <summary>Where the last step ended an episode, [n].</summary>
    public ReadOnlySpan<bool> Ended => _ended;

    /// <summary>What each environment's present episode has earned,
    /// or its last one where <see cref="Ended"/>, [n].</summary>
    public ReadOnlySpan<double> Returns => _returns;

    /// <summary>Steps of each environment's present episode, or of its last one where <see cref="Ended"/>,
    /// [n].</summary>
    public ReadOnlySpan<long> Lengths => _lengths;

    /// <summary>The returns of the last episodes, at most 100, in no order.</summary>
    public ReadOnlySpan<double> RecentReturns => _recentReturns.AsSpan(0, (int)Math.Min(_episodes, Window));

    /// <summary>The lengths of the last episodes, at most 100, in no order.</summary>
    public ReadOnlySpan<long> RecentLengths => _recentLengths.AsSpan(0, (int)Math.Min(_episodes, Window));

    /// <summary>The mean return of the last 100 episodes, or of all while there are fewer;
    /// NaN while there is none.</summary>
    public double MeanReturn => Mean(RecentReturns);

    /// <summary>The mean length of the last 100 episodes, or of all while there are fewer;
    /// NaN while there is none.</summary>
    public double MeanLength => Mean(RecentLengths);

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        _inner.Reset(seed);
        Forget(default);
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<ulong> seeds)
    {
        _inner.Reset(seeds);
        Forget(default);
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<bool> mask = default)
    {
        _inner.Reset(mask);
        Forget(mask);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<TAction> actions)
    {
        _inner.Step(actions);
        var rewards = _inner.Rewards;
        var terminated = _inner.Terminated;
        var truncated = _inner.Truncated;
        for (var i = 0; i < Count; i++)
        {
            if (_over[i]) (_returns[i], _lengths[i]) = (0, 0);
            if (_over[i] && Autoreset != Autoreset.SameStep)        // it was reset, or sits the step out
            {
                (_over[i], _ended[i]) = (Autoreset == Autoreset.Disabled, false);
                continue;
            }

            _returns[i] += rewards[i];
            _lengths[i]++;
            _over[i] = _ended[i] = terminated[i] | truncated[i];
            if (_ended[i]) Record(i);
        }
    }

    /// <inheritdoc/>
    public void Draw(int index, ICanvas canvas) => _inner.Draw(index, canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _inner.Save(writer.Part("environments"));
        writer.Write<double>("returns", _returns);
        writer.Write<long>("lengths", _lengths);
        writer.Write<bool>("over", _over);
        writer.Write<bool>("ended", _ended);
        writer.Write<double>("recentReturns", _recentReturns);
        writer.Write<long>("recentLengths", _recentLengths);
        writer.Write<long>("episodes", [_episodes]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _inner.Load(reader.Part("environments"));
        reader.Read<double>("returns", _returns);
        reader.Read<long>("lengths", _lengths);
        reader.Read<bool>("over", _over);
        reader.Read<bool>("ended", _ended);
        reader.Read<double>("recentReturns", _recentReturns);
        reader.Read<long>("recentLengths", _recentLengths);
        reader.Read("episodes", new Span<long>(ref _episodes));
    }

    private void Record(int i)
    {
        var place = _episodes++ % Window;
        (_recentReturns[place], _recentLengths[place]) = (_returns[i], _lengths[i]);
    }

    private void Forget(ReadOnlySpan<bool> mask)
    {
        for (var i = 0; i < Count; i++)
            if (mask.IsEmpty || mask[i])
                (_returns[i], _lengths[i], _over[i], _ended[i]) = (0, 0, false, false);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static double Mean(ReadOnlySpan<long> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
