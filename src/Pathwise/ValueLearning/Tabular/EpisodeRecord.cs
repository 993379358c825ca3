using Pathwise.Experiments;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>An episode from its first step on: S₀, A₀, R₁, S₁, A₁, R₂, …</summary>
/// <remarks>Allocates nothing once the longest episode has been seen. Not thread-safe.</remarks>
internal sealed class EpisodeRecord : ISaved
{
    private readonly long[] _lastVisit;           // in which episode an entry was seen last
    private int[] _entries = new int[64];
    private double[] _rewards = new double[64], _chances = new double[64], _returns = new double[64];
    private long _episode;

    /// <param name="entries">How many entries the table has.</param>
    public EpisodeRecord(int entries) => _lastVisit = new long[entries];

    /// <summary>T, the steps so far.</summary>
    public int Length { get; private set; }

    /// <summary>(S_t, A_t), or S_t, as an entry of the table, [T].</summary>
    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, Length);

    /// <summary>R_{t+1}, [T].</summary>
    public ReadOnlySpan<double> Rewards => _rewards.AsSpan(0, Length);

    /// <summary>b(A_t | S_t), [T].</summary>
    public ReadOnlySpan<double> Chances => _chances.AsSpan(0, Length);

    /// <summary>Begins a new episode.</summary>
    public void Clear() => Length = 0;

    /// <summary>Notes a step.</summary>
    /// <param name="entry">(S, A), or S.</param>
    /// <param name="reward">R.</param>
    /// <param name="chance">b(A | S).</param>
    public void Add(int entry, double reward, double chance = 1)
    {
        if (Length == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Length);
            Array.Resize(ref _rewards, 2 * Length);
            Array.Resize(ref _chances, 2 * Length);
            Array.Resize(ref _returns, 2 * Length);
        }

        (_entries[Length], _rewards[Length], _chances[Length]) = (entry, reward, chance);
        Length++;
    }

    /// <summary>G_t of every step, from the last one back: <c>G ← R_{t+1} + γ G</c>.</summary>
    /// <param name="gamma">γ.</param>
    /// <param name="last">What follows after the last step: 0, or the value of the state where the episode was
    /// cut.</param>
    /// <returns>G, [T]; it is overwritten by the next call.</returns>
    public ReadOnlySpan<double> Returns(double gamma, double last)
    {
        var g = last;
        for (var t = Length - 1; t >= 0; t--) _returns[t] = g = _rewards[t] + (gamma * g);
        return _returns.AsSpan(0, Length);
    }

    /// <summary>Begins to ask which visits are the first ones.</summary>
    public void BeginVisits() => _episode++;

    /// <summary>Whether an entry is visited for the first time since <see cref="BeginVisits"/>.</summary>
    public bool IsFirstVisit(int entry)
    {
        if (_lastVisit[entry] == _episode) return false;
        _lastVisit[entry] = _episode;
        return true;
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        writer.Write("entries", Entries);
        writer.Write("rewards", Rewards);
        writer.Write("chances", Chances);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        (_entries, _rewards, _chances) = (
            reader.ReadAll<int>("entries"), reader.ReadAll<double>("rewards"), reader.ReadAll<double>("chances"));
        Length = _entries.Length;
        if (_rewards.Length != Length || _chances.Length != Length
            || Array.Exists(_entries, entry => (uint)entry >= (uint)_lastVisit.Length))
            throw new BadInputException("The checkpoint's episode does not fit together; it was altered.");
        var room = Math.Max(64, Length);
        Array.Resize(ref _entries, room);
        Array.Resize(ref _rewards, room);
        Array.Resize(ref _chances, room);
        _returns = new double[room];
    }
}
