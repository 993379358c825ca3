using System.Runtime.CompilerServices;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Q, a table of the value of each action in each state, and the policies that follow from it.</summary>
/// <remarks>Where several actions of a state are best, a greedy choice is any of them, equally likely; a random number
/// is drawn only then. Not thread-safe.</remarks>
public sealed class ActionValues : ISaved
{
    private readonly StateActions _stateActions;
    private readonly double[] _values;

    /// <summary>A table that begins with one value everywhere.</summary>
    /// <param name="stateActions">What it has a place for.</param>
    /// <param name="initial">Q(s, a) at first.</param>
    public ActionValues(StateActions stateActions, double initial = 0)
    {
        ArgumentNullException.ThrowIfNull(stateActions);
        (_stateActions, _values) = (stateActions, new double[stateActions.Pairs]);
        _values.AsSpan().Fill(initial);
    }

    /// <summary>What it has a place for.</summary>
    public StateActions StateActions => _stateActions;

    /// <summary>Q, [Pairs].</summary>
    public Span<double> Values => _values;

    /// <summary>Q(s, a) of a pair.</summary>
    public ref double this[int pair]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _values[pair];
    }

    /// <summary><c>max_a Q(s, a)</c>; 0 where there is no action.</summary>
    public double Max(int state)
    {
        var row = Row(state, out _);
        if (row.IsEmpty) return 0;
        var greatest = row[0];
        for (var i = 1; i < row.Length; i++) greatest = row[i] > greatest ? row[i] : greatest;
        return greatest;
    }

    /// <summary>A pair of the state with the greatest value, any of them equally likely.</summary>
    /// <param name="state">s, with at least one action.</param>
    /// <param name="rng">The stream that ties are drawn from.</param>
    public int Greedy(int state, ref Rng rng)
    {
        var row = Row(state, out var first);
        var (greatest, best, ties) = (row[0], 0, 1);
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] > greatest) (greatest, best, ties) = (row[i], i, 1);
            else if (row[i] == greatest) ties++;
        }

        for (var skip = ties == 1 ? 0 : rng.NextInt32(ties); skip > 0; skip--)
            best += 1 + row[(best + 1)..].IndexOf(greatest);
        return first + best;
    }

    /// <summary>The first pair of the state that has the greatest value: the greedy policy without chance.</summary>
    /// <param name="state">s, with at least one action.</param>
    public int FirstGreedy(int state)
    {
        var row = Row(state, out var first);
        var best = 0;
        for (var i = 1; i < row.Length; i++) if (row[i] > row[best]) best = i;
        return first + best;
    }

    /// <summary>A pair that the ε-greedy policy takes: with probability ε any, otherwise a greedy one.</summary>
    /// <param name="state">s, with at least one action.</param>
    /// <param name="epsilon">ε, in [0, 1].</param>
    /// <param name="rng">The stream to draw from.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int EpsilonGreedy(int state, double epsilon, ref Rng rng) =>
        rng.NextDouble() < epsilon ? Any(state, ref rng) : Greedy(state, ref rng);

    /// <summary>A pair of the state, all equally likely.</summary>
    /// <param name="state">s, with at least one action.</param>
    /// <param name="rng">The stream to draw from.</param>
    public int Any(int state, ref Rng rng)
    {
        var row = Row(state, out var first);
        return first + rng.NextInt32(row.Length);
    }

    /// <summary><c>Σ_a π(a | s) Q(s, a)</c> of the ε-greedy policy π; 0 where there is no action.</summary>
    public double Expected(int state, double epsilon)
    {
        var row = Row(state, out _);
        if (row.IsEmpty) return 0;
        var (greatest, sum) = (row[0], 0.0);
        foreach (var value in row)
        {
            greatest = value > greatest ? value : greatest;
            sum += value;
        }

        return (epsilon * sum / row.Length) + ((1 - epsilon) * greatest);
    }

    /// <summary>π(a | s) of the ε-greedy policy: <c>ε / |A(s)|</c>, and <c>(1 − ε) / n</c> more for each of the n best
    /// actions.</summary>
    /// <param name="state">s.</param>
    /// <param name="pair">(s, a).</param>
    /// <param name="epsilon">ε, in [0, 1].</param>
    public double Probability(int state, int pair, double epsilon)
    {
        var row = Row(state, out _);
        var greatest = Max(state);
        var any = epsilon / row.Length;
        return _values[pair] < greatest ? any : any + ((1 - epsilon) / row.Count(greatest));
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<double>("values", _values);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<double>("values", _values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<double> Row(int state, out int first)
    {
        var firsts = _stateActions.FirstPairs;
        first = firsts[state];
        return _values.AsSpan(first, firsts[state + 1] - first);
    }
}
