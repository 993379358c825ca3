namespace Pathwise.DecisionProcesses;

/// <summary>The pairs from which each state can be reached in one step: a process read backwards.</summary>
internal sealed class Predecessors
{
    private readonly int[] _states;      // of each pair
    private readonly int[] _first;       // [States + 1]
    private readonly int[] _pairs;       // by the state that they lead to

    private Predecessors(int[] states, int[] first, int[] pairs) => (_states, _first, _pairs) = (states, first, pairs);

    /// <summary>Reads a process backwards.</summary>
    public static Predecessors Of(FiniteMdp mdp)
    {
        var states = new int[mdp.Pairs];
        for (var state = 0; state < mdp.States; state++)
            states.AsSpan(mdp.FirstPairs[state]..mdp.FirstPairs[state + 1]).Fill(state);

        var first = new int[mdp.States + 1];
        for (var i = 0; i < mdp.Transitions; i++)
            if (IsPossible(mdp, i)) first[mdp.NextStates[i] + 1]++;
        for (var state = 0; state < mdp.States; state++) first[state + 1] += first[state];

        var (pairs, place) = (new int[first[^1]], first.AsSpan(0, mdp.States).ToArray());
        for (var pair = 0; pair < mdp.Pairs; pair++)
            for (var i = mdp.FirstTransitions[pair]; i < mdp.FirstTransitions[pair + 1]; i++)
                if (IsPossible(mdp, i)) pairs[place[mdp.NextStates[i]]++] = pair;
        return new(states, first, pairs);
    }

    /// <summary>The pairs that can lead to a state; one that does so by several transitions comes as often.</summary>
    public ReadOnlySpan<int> PairsInto(int state) => _pairs.AsSpan(_first[state].._first[state + 1]);

    /// <summary>The state that a pair belongs to.</summary>
    public int StateOf(int pair) => _states[pair];

    private static bool IsPossible(FiniteMdp mdp, int transition) =>
        mdp.NextStates[transition] >= 0 && mdp.Probabilities[transition] > 0;
}
