namespace Pathwise.DecisionProcesses;

/// <summary>μ: the share of its time that a policy spends in each state.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), p. 199. Solved exactly, as a dense system: for some thousand states at
/// most.</remarks>
public static class OnPolicyDistribution
{
    /// <summary>μ of an episodic or discounted process, <c>μ(s) = η(s) / Σ η</c>, with the expected number of visits
    /// <c>η(s) = Pr(S₀ = s) + γ Σ_s̄ η(s̄) Σ_a π(a | s̄) p(s | s̄, a)</c>. Terminal states are not counted.</summary>
    /// <param name="mdp">The process; it says where it starts.</param>
    /// <param name="policy">π.</param>
    /// <returns>[States].</returns>
    /// <exception cref="BadInputException">Nothing is said of the start, or the process may go on for ever and is not
    /// discounted.</exception>
    public static double[] Episodic(FiniteMdp mdp, TabularPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(policy);
        if (mdp.Start.IsEmpty)
            throw new BadInputException("The process does not say where it starts, so neither where it stays.");
        var visits = RewardChain.OfStates(mdp, policy.Probabilities, mdp.Gamma, isAverage: false).Visits(mdp.Start);
        var sum = 0.0;
        for (var state = 0; state < visits.Length; state++)
            sum += visits[state] = mdp.IsTerminal(state) ? 0 : visits[state];
        if (sum > 0)
            foreach (ref var visit in visits.AsSpan()) visit /= sum;
        return visits;
    }

    /// <summary>μ of a continuing process, its stationary distribution, <c>μ = Pᵀ μ</c>; and what it earns.</summary>
    /// <param name="mdp">The process; nothing in it ends, and γ does not matter.</param>
    /// <param name="policy">π; under it the process has one recurrent class.</param>
    /// <returns>μ, [States]; r̄, the average reward of a step (eq. 10.7); and the differential values, relative to
    /// that of state 0, [States].</returns>
    /// <exception cref="BadInputException">The process ends somewhere, or has parts that it never leaves
    /// again.</exception>
    public static (double[] Distribution, double AverageReward, double[] DifferentialValues) Continuing(
        FiniteMdp mdp, TabularPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(policy);
        var rewards = new double[mdp.States];
        for (var state = 0; state < mdp.States; state++)
        {
            if (mdp.IsTerminal(state))
                throw new BadInputException(
                    $"The process ends in state '{mdp.NameOfState(state)}'; "
                    + "only one that goes on has an average reward.");
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                rewards[state] += policy.Probabilities[pair] * mdp.ExpectedRewards[pair];
        }

        foreach (var next in mdp.NextStates)
            if (next < 0)
                throw new BadInputException(
                    "Some transition ends the process; only one that goes on has an average reward.");
        var chain = RewardChain.OfStates(mdp, policy.Probabilities, discount: 1, isAverage: true);
        var values = chain.Values(rewards, out var average);
        return (chain.Visits(mdp.Start), average, values);
    }
}
