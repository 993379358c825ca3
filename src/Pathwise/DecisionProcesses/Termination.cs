namespace Pathwise.DecisionProcesses;

/// <summary>From where a process can be made to end for certain, and by which actions.</summary>
/// <remarks>
/// <para>Without a discount a value exists only where the process ends, or where nothing is gained or lost any more.
/// The states from which some policy ends with probability 1 are found by graph search alone: those from which an end
/// can be reached, by actions that never lead out of that set, until nothing changes.</para>
/// <para>Cost: linear in the transitions for each round, of which there are few.</para>
/// </remarks>
internal static class Termination
{
    /// <summary>Stands where no policy ends for certain.</summary>
    public const int Never = -2;

    private const int Ended = -1;

    /// <summary>For each state an action of a policy that ends for certain.</summary>
    /// <returns>Pairs, [States]; −1 for terminal states, and <see cref="Never"/> where no policy ends for
    /// certain.</returns>
    public static int[] ProperChoices(FiniteMdp mdp)
    {
        var predecessors = Predecessors.Of(mdp);
        var inside = new bool[mdp.States];
        inside.AsSpan().Fill(true);
        while (true)
        {
            var choices = Reach(mdp, predecessors, inside);
            var lost = false;
            for (var state = 0; state < mdp.States; state++)
            {
                var stays = choices[state] != Never;
                lost |= inside[state] && !stays;
                inside[state] = stays;
            }

            if (!lost) return choices;
        }
    }

    /// <summary>Goes back from the ends, breadth first, over pairs that never leave a set.</summary>
    private static int[] Reach(FiniteMdp mdp, Predecessors predecessors, bool[] inside)
    {
        var choices = new int[mdp.States];
        var queue = new Queue<int>();
        for (var state = 0; state < mdp.States; state++)
        {
            choices[state] = mdp.IsTerminal(state) ? Ended : Never;
            if (mdp.IsTerminal(state)) queue.Enqueue(state);
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1] && choices[state] == Never; pair++)
                if (CanEnd(mdp, pair) && StaysIn(mdp, pair, inside)) Choose(state, pair);
        }

        while (queue.TryDequeue(out var reached))
            foreach (var pair in predecessors.PairsInto(reached))
            {
                var state = predecessors.StateOf(pair);
                if (choices[state] == Never && StaysIn(mdp, pair, inside)) Choose(state, pair);
            }

        return choices;

        void Choose(int state, int pair)
        {
            choices[state] = pair;
            queue.Enqueue(state);
        }
    }

    private static bool CanEnd(FiniteMdp mdp, int pair)
    {
        for (var i = mdp.FirstTransitions[pair]; i < mdp.FirstTransitions[pair + 1]; i++)
            if (mdp.NextStates[i] < 0 && mdp.Probabilities[i] > 0) return true;
        return false;
    }

    private static bool StaysIn(FiniteMdp mdp, int pair, bool[] inside)
    {
        for (var i = mdp.FirstTransitions[pair]; i < mdp.FirstTransitions[pair + 1]; i++)
            if (mdp.NextStates[i] is >= 0 and var next && mdp.Probabilities[i] > 0 && !inside[next]) return false;
        return true;
    }
}
