using System.Text;
using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Bandits.Serving;

/// <summary>A bandit that many threads ask at once: decisions with an id, rewards that come later, twice or never, and
/// snapshots.</summary>
/// <remarks>
/// <para>Every decision can be rewarded once. The latest <see cref="MostPending"/> decisions wait for theirs; older
/// ones are forgotten, and so is what comes for them. Ids count up from the time of the start in microseconds, so a
/// service that went down and was restored from an older snapshot does not take the reward of a lost decision for that
/// of a new one (unless it made more than a million decisions a second all along).</para>
/// <para>With the same seed and the same calls in the same order the arms are the same; ids depend on the clock.</para>
/// <para>Thread-safe: every member may be called from any thread at any time. A call holds a lock for the time of one
/// choice or update, well below a microsecond but for Thompson sampling, whose propensities are integrals;
/// <see cref="ToJson"/> for that of writing the pending decisions. Deciding and learning allocate nothing.</para>
/// </remarks>
public sealed class BanditService
{
    private readonly Lock _lock = new();
    private readonly IBandit _bandit;
    private readonly PendingDecisions _pending;
    private Rng _rng;
    private long _nextId, _decisions;

    /// <inheritdoc cref="BanditService"/>
    /// <param name="bandit">Who decides; from now on it belongs to the service.</param>
    /// <param name="seed">Where ties and exploration come from.</param>
    /// <param name="mostPending">How many decisions may wait for their reward, from 1 to 2²⁴; 16 bytes each.</param>
    /// <param name="time">The clock that ids begin at; null for the system's.</param>
    public BanditService(IBandit bandit, ulong seed, int mostPending = 65_536, TimeProvider? time = null)
        : this(bandit, StateOf(new Rng(seed)), mostPending, 0, time) { }

    private BanditService(IBandit bandit, ulong[] random, int mostPending, long firstId, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(bandit);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPending, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostPending, BanditServiceState.MostThatMayBePending);
        (_bandit, _rng, MostPending, _pending) = (bandit, Rng.FromState(random), mostPending, new(mostPending));
        _nextId = Math.Max(firstId, Microseconds(time ?? TimeProvider.System));
    }

    /// <summary>How many decisions may wait for their reward.</summary>
    public int MostPending { get; }

    /// <summary>The number of arms.</summary>
    public int Arms => _bandit.Arms;

    /// <summary>Chooses among all arms.</summary>
    public BanditDecision Decide()
    {
        lock (_lock) return Remember(_bandit.Choose(ref _rng));
    }

    /// <summary>Chooses among the arms that are allowed this time.</summary>
    /// <param name="allowed">Which arms there are, [arms]; at least one.</param>
    /// <exception cref="ArgumentException">The mask has another length, or allows nothing.</exception>
    public BanditDecision Decide(ReadOnlySpan<bool> allowed)
    {
        lock (_lock) return Remember(_bandit.Choose(allowed, ref _rng));
    }

    /// <summary>Learns from the reward of a decision.</summary>
    /// <param name="id">The decision's id.</param>
    /// <param name="reward">What it brought.</param>
    /// <returns>False, and nothing is learned, if the decision is unknown, was rewarded before, or is too
    /// old.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The strategy cannot learn from such a reward; the decision still
    /// waits.</exception>
    public bool TryLearn(long id, double reward)
    {
        lock (_lock)
        {
            if (!_pending.TryFind(id, out var arm)) return false;
            _bandit.Learn(arm, reward);
            _pending.Remove(id);
            return true;
        }
    }

    /// <summary>How it stands now.</summary>
    public BanditStatus Status()
    {
        lock (_lock)
        {
            var probabilities = new double[Arms];
            _bandit.Probabilities(default, probabilities);
            return new(
                _decisions, _bandit.Learned, _pending.Count, _bandit.Estimates.ToArray(), _bandit.Weights.ToArray(),
                probabilities);
        }
    }

    /// <summary>All of it at one moment, as JSON: what was learned, the random stream, and the decisions that
    /// wait.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            lock (_lock)
                BanditServiceState.Write(
                    writer, _bandit, StateOf(_rng), MostPending, _nextId, _decisions, _pending.All);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes <see cref="ToJson"/> to a file, whole or not at all, so that whoever reads it, even after a
    /// crash, finds a whole one.</summary>
    /// <param name="path">Where; what was there is replaced.</param>
    /// <exception cref="BadInputException">The file cannot be written; an older one is still there.</exception>
    public void SaveTo(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(ToJson());
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The service whose <see cref="ToJson"/> this is, as if it had never stopped: strategy, arms, stream and
    /// pending decisions.</summary>
    /// <param name="json">The text.</param>
    /// <param name="time">The clock that new ids begin at; null for the system's.</param>
    /// <exception cref="BadInputException">It is not such a text, or was altered.</exception>
    public static BanditService FromJson(string json, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = BanditServiceState.Parse(json);
        var state = BanditServiceState.Read(document.RootElement);
        var service = new BanditService(state.Bandit, state.Random, state.MostPending, state.NextId, time)
        {
            _decisions = state.Decisions,
        };
        foreach (var (id, arm) in state.Pending) service._pending.Add(id, arm);
        return service;
    }

    private BanditDecision Remember(Choice choice)
    {
        var id = _nextId++;
        _decisions++;
        _pending.Add(id, choice.Arm);
        return new(id, choice.Arm, choice.Propensity);
    }

    private static ulong[] StateOf(in Rng rng)
    {
        var words = new ulong[Rng.StateLength];
        rng.CopyStateTo(words);
        return words;
    }

    private static long Microseconds(TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
