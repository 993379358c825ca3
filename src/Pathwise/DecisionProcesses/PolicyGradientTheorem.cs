namespace Pathwise.DecisionProcesses;

/// <summary>The exact gradient of a softmax policy's objective, <c>∇J(θ)</c>, found in three ways that must
/// agree.</summary>
/// <remarks>
/// <para>Source: R. S. Sutton, D. McAllester, S. Singh, Y. Mansour, <i>Policy Gradient Methods for Reinforcement
/// Learning with Function Approximation</i> (2000), theorem 1; Sutton &amp; Barto (2018), §13.2, eq. (13.5), and §13.6
/// for the average reward.</para>
/// <para>The theorem says <c>∇J(θ) = Σ_s η(s) Σ_a q_π(s, a) ∇π(a | s)</c>, with equality and not just in proportion if
/// η(s) is the expected number of visits, <c>η(s) = Σ_t γᵗ Pr(S_t = s)</c>. For the average reward η is the share of
/// steps μ, and q is relative to the average.</para>
/// <para>Symbols: θ has a preference for each pair, <c>π(a | s) = exp(θ_sa) / Σ_b exp(θ_sb)</c>, so that
/// <c>∂π(a | s)/∂θ_sb = π(a | s) (1{a = b} − π(b | s))</c>. For preferences that depend on other parameters, multiply
/// by their Jacobian.</para>
/// <para>Cost: dense systems of as many unknowns as states (the theorem, the derivative) or pairs (the score), so some
/// hundred pairs at most. Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class PolicyGradientTheorem
{
    private readonly RewardChain _states;
    private readonly double[] _policy, _values, _actionValues, _visits;
    private readonly double _discount;

    /// <inheritdoc cref="PolicyGradientTheorem"/>
    /// <param name="mdp">The process; for <see cref="PolicyObjective.StartValue"/> it says where it starts.</param>
    /// <param name="preferences">θ, [Pairs], finite.</param>
    /// <param name="objective">J.</param>
    /// <exception cref="BadInputException">J does not exist: nothing is said of the start; γ = 1 and the process may
    /// never end; or it ends, and the average reward is asked for.</exception>
    public PolicyGradientTheorem(
        FiniteMdp mdp, ReadOnlySpan<double> preferences, PolicyObjective objective = PolicyObjective.StartValue)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        MustHave(mdp, objective);
        (Mdp, Objective) = (mdp, objective);
        _discount = objective == PolicyObjective.AverageReward ? 1 : mdp.Gamma;
        _policy = TabularPolicy.Softmax(mdp, preferences).Probabilities.ToArray();
        _states = RewardChain.OfStates(mdp, _policy, _discount, IsAverage);
        _values = _states.Values(ExpectedRewards(), out var average);
        _visits = _states.Visits(mdp.Start);
        _actionValues = new double[mdp.Pairs];
        for (var pair = 0; pair < mdp.Pairs; pair++)
            _actionValues[pair] = mdp.ExpectedRewards[pair] - average + (_discount * Continuation(pair, _values));
        ObjectiveValue = IsAverage ? average : mdp.AtStart(_values);
    }

    /// <summary>The process.</summary>
    public FiniteMdp Mdp { get; }

    /// <summary>Which J.</summary>
    public PolicyObjective Objective { get; }

    /// <summary>J(θ).</summary>
    public double ObjectiveValue { get; }

    /// <summary>v_π, [States]; for the average reward relative to it, and 0 at the first state.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>q_π, [Pairs], relative as <see cref="Values"/> are.</summary>
    public ReadOnlySpan<double> ActionValues => _actionValues;

    /// <summary>η, the expected discounted number of visits of each state, or μ, its share of all steps,
    /// [States].</summary>
    public ReadOnlySpan<double> Visits => _visits;

    /// <summary>π, [Pairs].</summary>
    public ReadOnlySpan<double> Policy => _policy;

    private bool IsAverage => Objective == PolicyObjective.AverageReward;

    /// <summary>∇J by the theorem.</summary>
    /// <returns>[Pairs].</returns>
    public double[] ByTheorem()
    {
        var gradient = new double[Mdp.Pairs];
        for (var state = 0; state < Mdp.States; state++)
        {
            var (first, last) = PairsOf(state);
            for (var a = first; a < last; a++)
            for (var b = first; b < last; b++)
                gradient[b] += _visits[state] * _actionValues[a] * PolicyDerivative(a, b);  // Σ η Σ q ∇π
        }

        return gradient;
    }

    /// <summary>∇J as the expectation that REINFORCE samples, <c>E[Σ_t γᵗ G_t ∇ln π(A_t | S_t)]</c>.</summary>
    /// <remarks>Visits and values of pairs are found from the chain of the pairs, and not from those of the
    /// states.</remarks>
    /// <returns>[Pairs].</returns>
    public double[] ByScore()
    {
        var pairs = RewardChain.OfPairs(Mdp, _policy, _discount, IsAverage);
        var returns = pairs.Values(Mdp.ExpectedRewards, out _);                            // E[G_t | s, a]
        var visits = pairs.Visits(StartOfPairs());                                          // Σ γᵗ Pr(S_t = s, A_t = a)
        var gradient = new double[Mdp.Pairs];
        for (var state = 0; state < Mdp.States; state++)
        {
            var (first, last) = PairsOf(state);
            for (var a = first; a < last; a++)
            for (var b = first; b < last; b++)
                gradient[b] += visits[a] * returns[a] * ((a == b ? 1 : 0) - _policy[b]);    // Σ d(s,a) q ∇ln π
        }

        return gradient;
    }

    /// <summary>∇J by differentiating the equations of the exact values, one preference after the other:
    /// <c>∂v = ∂r_π + γ ∂P_π v + γ P_π ∂v</c>.</summary>
    /// <returns>[Pairs].</returns>
    public double[] ByDifferentiation()
    {
        var gradient = new double[Mdp.Pairs];
        for (var b = 0; b < Mdp.Pairs; b++)
        {
            var valueDerivatives = ValueDerivatives(b, out var averageDerivative);
            if (IsAverage) gradient[b] = averageDerivative;
            else
                for (var state = 0; state < Mdp.States; state++)
                    gradient[b] += Mdp.Start[state] * valueDerivatives[state];
        }

        return gradient;
    }

    /// <summary>∂v_π/∂θ_b of all states, [States].</summary>
    internal double[] ValueDerivatives(int b, out double averageDerivative)
    {
        var source = new double[Mdp.States];
        var state = StateOf(b);
        var (first, last) = PairsOf(state);
        for (var a = first; a < last; a++)
            source[state] += PolicyDerivative(a, b)                                         // ∂r + γ ∂P v
                * (Mdp.ExpectedRewards[a] + (_discount * Continuation(a, _values)));
        return _states.Values(source, out averageDerivative);                               // (I − γP)⁻¹ (∂r + γ ∂P v)
    }

    private static void MustHave(FiniteMdp mdp, PolicyObjective objective)
    {
        if (objective == PolicyObjective.StartValue && mdp.Start.IsEmpty)
            throw new BadInputException(
                "The value of the start is asked for, but nothing is said of where the process starts; "
                + "give it the probability of each state to be the first.");
        if (objective == PolicyObjective.StartValue) return;
        for (var state = 0; state < mdp.States; state++)
            if (mdp.IsTerminal(state) || EndsFrom(mdp, state))
                throw new BadInputException(
                    $"The average reward is asked for, but the process can end in state {mdp.NameOfState(state)}; "
                    + "it must never end.");
    }

    private static bool EndsFrom(FiniteMdp mdp, int state)
    {
        for (var i = mdp.FirstTransitions[mdp.FirstPairs[state]];
            i < mdp.FirstTransitions[mdp.FirstPairs[state + 1]];
            i++)
            if (mdp.NextStates[i] < 0 && mdp.Probabilities[i] > 0) return true;
        return false;
    }

    private double[] ExpectedRewards()
    {
        var rewards = new double[Mdp.States];
        for (var state = 0; state < Mdp.States; state++)
            for (var (pair, last) = PairsOf(state); pair < last; pair++)
                rewards[state] += _policy[pair] * Mdp.ExpectedRewards[pair];
        return rewards;
    }

    private double[] StartOfPairs()
    {
        var start = new double[Mdp.Pairs];
        for (var state = 0; state < Mdp.Start.Length; state++)
            for (var (pair, last) = PairsOf(state); pair < last; pair++)
                start[pair] = Mdp.Start[state] * _policy[pair];
        return start;
    }

    /// <summary><c>Σ p(s′ | s, a) x(s′)</c>.</summary>
    private double Continuation(int pair, double[] x)
    {
        var sum = 0.0;
        for (var i = Mdp.FirstTransitions[pair]; i < Mdp.FirstTransitions[pair + 1]; i++)
            if (Mdp.NextStates[i] is >= 0 and var next)
                sum += Mdp.Probabilities[i] * x[next];
        return sum;
    }

    /// <summary><c>∂π(a | s)/∂θ_sb</c>.</summary>
    private double PolicyDerivative(int a, int b) => _policy[a] * ((a == b ? 1 : 0) - _policy[b]);

    private (int First, int Last) PairsOf(int state) => (Mdp.FirstPairs[state], Mdp.FirstPairs[state + 1]);

    private int StateOf(int pair)
    {
        var state = Mdp.FirstPairs.BinarySearch(pair);
        if (state < 0) return ~state - 1;
        while (Mdp.FirstPairs[state + 1] == pair) state++;        // terminal states have no pairs of their own
        return state;
    }
}
