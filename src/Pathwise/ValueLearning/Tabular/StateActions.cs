using Pathwise.DecisionProcesses;
using Pathwise.Environments;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Which actions there are in which states, and the place of each pair (s, a) in a table.</summary>
/// <remarks>
/// <para>Pairs are numbered as those of a <see cref="FiniteMdp"/>: in the order of states, and in a state in the
/// order of its actions. A state without actions has the value 0.</para>
/// <para>Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class StateActions
{
    private readonly int[] _firstPair;      // [States + 1]
    private readonly int[] _labels;         // [Pairs]

    private StateActions(int[] firstPair, int[] labels) => (_firstPair, _labels) = (firstPair, labels);

    /// <summary>How many states there are.</summary>
    public int States => _firstPair.Length - 1;

    /// <summary>How many pairs there are.</summary>
    public int Pairs => _labels.Length;

    /// <summary>First pair of each state and one more, [States + 1].</summary>
    public ReadOnlySpan<int> FirstPairs => _firstPair;

    /// <summary>What the environment calls the action of each pair, [Pairs].</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Whether a state has any action.</summary>
    public bool HasActions(int state) => _firstPair[state] < _firstPair[state + 1];

    /// <summary>The state of a pair.</summary>
    public int StateOf(int pair)
    {
        var found = _firstPair.AsSpan().BinarySearch(pair);
        if (found < 0) return ~found - 1;
        while (!HasActions(found)) found++;           // several states begin where those without actions are
        return found;
    }

    /// <summary>Every action in every state.</summary>
    /// <param name="states">How many states, ≥ 1.</param>
    /// <param name="actions">The actions.</param>
    public static StateActions All(int states, Discrete actions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        ArgumentNullException.ThrowIfNull(actions);
        if ((long)states * actions.Count > Array.MaxLength / 8)
            throw new BadInputException(
                $"A table of {states} states and {actions.Count} actions is too large for the memory.");
        var (first, labels) = (new int[states + 1], new int[states * actions.Count]);
        for (var s = 0; s <= states; s++) first[s] = s * actions.Count;
        for (var pair = 0; pair < labels.Length; pair++) labels[pair] = actions.Start + (pair % actions.Count);
        return new(first, labels);
    }

    /// <summary>The actions that a decision process has in each state.</summary>
    public static StateActions Of(FiniteMdp mdp)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        return new(mdp.FirstPairs.ToArray(), mdp.Labels.ToArray());
    }
}
