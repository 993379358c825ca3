namespace Pathwise.DecisionProcesses;

/// <summary>The Markov chain with rewards that a process becomes under a policy, solved exactly.</summary>
/// <remarks>
/// <para>Its nodes are the states, or the pairs. With P the probability of each step and r its expected reward, values
/// are told by <c>v = r + γ P v</c>. Without discount and end, they are relative to the average reward r̄:
/// <c>v = r − r̄ + P v</c>, <c>v(0) = 0</c>, which is one more unknown and one more equation.</para>
/// <para>Either is a linear system A x = b. Visits are the solution of its transpose: <c>η = start + γ Pᵀ η</c>, or
/// the stationary <c>μ = Pᵀ μ</c>, <c>Σ μ = 1</c>.</para>
/// </remarks>
internal sealed class RewardChain
{
    private readonly DenseFactors _factors;
    private readonly bool _isAverage;

    private RewardChain(int nodes, DenseFactors factors, bool isAverage) =>
        (Nodes, _factors, _isAverage) = (nodes, factors, isAverage);

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; }

    /// <summary>The chain of the states.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="policy">π, [Pairs].</param>
    /// <param name="discount">What a step multiplies values by.</param>
    /// <param name="isAverage">Whether values are relative to the average reward.</param>
    public static RewardChain OfStates(FiniteMdp mdp, ReadOnlySpan<double> policy, double discount, bool isAverage)
    {
        var step = new double[mdp.States, mdp.States];
        for (var state = 0; state < mdp.States; state++)
        for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
        for (var i = mdp.FirstTransitions[pair]; i < mdp.FirstTransitions[pair + 1]; i++)
            if (mdp.NextStates[i] is >= 0 and var next)
                step[state, next] += policy[pair] * mdp.Probabilities[i];           // P(s,s′) = Σ_a π(a|s) p(s′|s,a)
        return new(mdp.States, Factor(step, discount, isAverage), isAverage);
    }

    /// <summary>The chain of the pairs.</summary>
    /// <inheritdoc cref="OfStates"/>
    public static RewardChain OfPairs(FiniteMdp mdp, ReadOnlySpan<double> policy, double discount, bool isAverage)
    {
        var step = new double[mdp.Pairs, mdp.Pairs];
        for (var pair = 0; pair < mdp.Pairs; pair++)
        for (var i = mdp.FirstTransitions[pair]; i < mdp.FirstTransitions[pair + 1]; i++)
            if (mdp.NextStates[i] is >= 0 and var next)
                for (var nextPair = mdp.FirstPairs[next]; nextPair < mdp.FirstPairs[next + 1]; nextPair++)
                    step[pair, nextPair] += mdp.Probabilities[i] * policy[nextPair];    // p(s′|s,a) π(a′|s′)
        return new(mdp.Pairs, Factor(step, discount, isAverage), isAverage);
    }

    /// <summary>The values of some rewards.</summary>
    /// <param name="rewards">r, [Nodes].</param>
    /// <param name="average">r̄; 0 where values are not relative to it.</param>
    /// <returns>v, [Nodes].</returns>
    public double[] Values(ReadOnlySpan<double> rewards, out double average)
    {
        var x = new double[_factors.Size];
        rewards.CopyTo(x);
        _factors.Solve(x);
        average = _isAverage ? x[Nodes] : 0;
        return x[..Nodes];
    }

    /// <summary>How often each node is visited, discounted, or in what share of all steps.</summary>
    /// <param name="start">The probability of each node to be the first, [Nodes]; of no matter for the share.</param>
    /// <returns>η or μ, [Nodes].</returns>
    public double[] Visits(ReadOnlySpan<double> start)
    {
        var y = new double[_factors.Size];
        if (_isAverage) y[Nodes] = 1;
        else start.CopyTo(y);
        _factors.SolveTransposed(y);
        return y[..Nodes];
    }

    private static DenseFactors Factor(double[,] step, double discount, bool isAverage)
    {
        var nodes = step.GetLength(0);
        var a = new double[isAverage ? nodes + 1 : nodes, isAverage ? nodes + 1 : nodes];
        for (var i = 0; i < nodes; i++)
        {
            for (var j = 0; j < nodes; j++) a[i, j] = (i == j ? 1 : 0) - (discount * step[i, j]);   // I − γ P
            if (isAverage) a[i, nodes] = 1;                                                         // + r̄
        }

        if (isAverage) a[nodes, 0] = 1;                                                             // v(0) = 0
        return DenseFactors.Of(a) ?? throw new BadInputException(isAverage
            ? "The average reward depends on where the process starts: it has parts that it never leaves again; "
                + "solve one of them alone."
            : "The process may go on forever, and nothing is discounted: its return does not exist; discount it, or "
                + "let every state reach an end.");
    }
}
