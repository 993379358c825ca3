using Pathwise.Randomness;

namespace Pathwise.DecisionProcesses;

/// <summary>Random finite processes to test methods on: Garnet processes with a way around.</summary>
/// <remarks>
/// <para>Source: S. Bhatnagar, R. S. Sutton, M. Ghavamzadeh, M. Lee, <i>Natural Actor–Critic Algorithms</i>, Automatica
/// 45(11), 2009, §6 ("Garnet"). Where this differs: the probabilities of the branches are drawn evenly from the
/// simplex, and one branch of each pair leads to the next state, s + 1 (the last state's to the first), so that under
/// every policy each state can be reached from every other.</para>
/// <para>Rewards are drawn from N(0, 1) for each transition, and the start evenly from the simplex.</para>
/// </remarks>
public static class RandomMdp
{
    /// <summary>Draws a process.</summary>
    /// <param name="states">How many states, ≥ 1; none of them is terminal, a process ends by a transition that
    /// terminates.</param>
    /// <param name="actions">How many actions each state has, ≥ 1.</param>
    /// <param name="branching">To how many different states an action can lead, from 1 to
    /// <paramref name="states"/>.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    /// <param name="ending">The probability that a step is the last, in [0, 1); 0: it never ends.</param>
    /// <param name="rng">Where it is drawn from.</param>
    public static FiniteMdp Create(
        int states, int actions, int branching, double gamma, double ending, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(actions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(branching, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(branching, states);
        if (!(ending is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(ending), ending, "The probability of ending is in [0, 1).");

        var start = new double[states];
        DrawFromSimplex(start, ref rng);
        var builder = new FiniteMdpBuilder(states) { Gamma = gamma, Start = start };
        var probabilities = new double[branching];
        var transitions = new List<Transition>(branching + 1);
        var others = new int[states - 1];
        for (var state = 0; state < states; state++)
        for (var action = 0; action < actions; action++)
        {
            var ahead = (state + 1) % states;
            for (var i = 0; i < others.Length; i++) others[i] = i < ahead ? i : i + 1;
            rng.Shuffle<int>(others);
            DrawFromSimplex(probabilities, ref rng);
            transitions.Clear();
            for (var i = 0; i < branching; i++)
                transitions.Add(new((1 - ending) * probabilities[i], i == 0 ? ahead : others[i - 1], rng.NextNormal()));
            if (ending > 0) transitions.Add(new(ending, state, rng.NextNormal(), Terminates: true));
            builder.Add(state, action, [.. transitions]);
        }

        return builder.Build();
    }

    /// <summary>Evenly from all probability vectors: exponential variables over their sum.</summary>
    private static void DrawFromSimplex(Span<double> probabilities, ref Rng rng)
    {
        var sum = 0.0;
        foreach (ref var p in probabilities) sum += p = -Math.Log(1 - rng.NextDouble());
        foreach (ref var p in probabilities) p /= sum;
    }
}
