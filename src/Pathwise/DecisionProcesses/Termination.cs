namespace Pathwise.DecisionProcesses;

/// <summary>From where a process can be made to end for certain, or to gain and lose nothing for ever.</summary>
/// <remarks>
/// <para>Without a discount a value exists only there. Both are found by graph search alone: sets of states are made
/// smaller, by actions that lead out of them, until nothing changes.</para>
/// <para>Cost: linear in the transitions for each round, of which there are few.</para>
/// </remarks>
internal static class Termination
{
    /// <summary>Stands where no policy ends or rests for certain.</summary>
    public const int Never = -2;

    /// <summary>Stands where the process has ended, or can rest.</summary>
    public const int Ended = -1;

    /// <summary>The states in which one can stay among themselves for ever, at a reward of 0 for each step.</summary>
    /// <returns>[States]; false for terminal states.</returns>
    public static bool[] MayRest(FiniteMdp mdp)
    {
        var inside = new bool[mdp.States];
        for (var state = 0; state < mdp.States; state++) inside[state] = !mdp.IsTerminal(state);
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            for (var state = mdp.States - 1; state >= 0; state--)
                if (inside[state] && !HasQuietPair(mdp, state, inside)) (inside[state], hasChanged) = (false, true);
        }

        return inside;
    }

    /// <summary>For each state an action of a policy that ends, or comes to rest, for certain.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="mayRest">From <see cref="MayRest"/>, [States].</param>
    /// <returns>Pairs, [States]; <see cref="Ended"/> for terminal states and those that may rest, and
    /// <see cref="Never"/> where no policy does.</returns>
    public static int[] ProperChoices(FiniteMdp mdp, bool[] mayRest)
    {
        var predecessors = Predecessors.Of(mdp);
        var inside = new bool[mdp.States];
        inside.AsSpan().Fill(true);
        while (true)
        {
            var choices = Reach(mdp, predecessors, mayRest, inside);
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
    private static int[] Reach(FiniteMdp mdp, Predecessors predecessors, bool[] mayRest, bool[] inside)
    {
        var choices = new int[mdp.States];
        var queue = new Queue<int>();
        for (var state = 0; state < mdp.States; state++)
        {
            choices[state] = mdp.IsTerminal(state) || mayRest[state] ? Ended : Never;
            if (choices[state] == Ended) queue.Enqueue(state);
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

    private static bool HasQuietPair(FiniteMdp mdp, int state, bool[] inside)
    {
        for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
            if (mdp.ExpectedRewards[pair] == 0 && !CanEnd(mdp, pair) && StaysIn(mdp, pair, inside)) return true;
        return false;
    }
}
