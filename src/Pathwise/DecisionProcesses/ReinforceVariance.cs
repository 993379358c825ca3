namespace Pathwise.DecisionProcesses;

/// <summary>The exact variance of REINFORCE's estimate from one episode, for any baseline, and the baselines that make
/// it least.</summary>
/// <remarks>
/// <para>The estimate is <c>g = Σ_t γᵗ (G_t − b(S_t)) ∇ln π(A_t | S_t)</c> (Sutton &amp; Barto, 2018, §13.4, eq.
/// 13.11). Its mean is ∇J for every baseline b, since <c>Σ_a ∇π(a | s) = 0</c>; its variance,
/// <c>E‖g − ∇J‖²</c>, is not the same for every b.</para>
/// <para>From a step on, <c>g_t = (G_t − b) φ_t + γ g_{t+1}</c> with <c>G_t = R_{t+1} + γ G_{t+1}</c> and φ = ∇ln π.
/// Squares and products of these two recursions give linear equations for E[G²], E[G g] and E‖g‖² in each state, with
/// γ² in the place of γ.</para>
/// <para>E‖g‖² is <c>Σ_s (w(s) b(s)² + l(s) b(s))</c> and what does not depend on b, without products of two states'
/// baselines: these have the mean 0. So the best baseline is <c>−l/2w</c> in each state by itself. This counts what the
/// steps of an episode have in common, as the customary <c>E[‖φ‖² G]/E[‖φ‖²]</c> (E. Greensmith, P. L. Bartlett,
/// J. Baxter, <i>Variance Reduction Techniques for Gradient Estimates in Reinforcement Learning</i>, JMLR 5, 2004) does
/// not.</para>
/// <para>Cost: as many solutions of a dense system of the states as there are pairs, for each baseline. Immutable, so
/// safe for concurrent use.</para>
/// </remarks>
public sealed class ReinforceVariance
{
    private readonly FiniteMdp _mdp;
    private readonly PolicyGradientTheorem _exact;
    private readonly RewardChain _squares;              // the chain of the states under γ²
    private readonly double[][] _valueGradients;        // ∂v(s)/∂θ, [Pairs][States]
    private readonly double[] _squaredReturns;          // E[G² | s, a], [Pairs]
    private readonly double[] _gradient;                // ∇J, [Pairs]

    /// <inheritdoc cref="ReinforceVariance"/>
    /// <param name="exact">Process and policy; the objective must be the start's value.</param>
    /// <exception cref="ArgumentException">It is another.</exception>
    public ReinforceVariance(PolicyGradientTheorem exact)
    {
        ArgumentNullException.ThrowIfNull(exact);
        if (exact.Objective != PolicyObjective.StartValue)
            throw new ArgumentException("REINFORCE estimates the gradient of the start's value.", nameof(exact));
        (_exact, _mdp, _gradient) = (exact, exact.Mdp, exact.ByTheorem());
        _squares = RewardChain.OfStates(_mdp, exact.Policy, _mdp.Gamma * _mdp.Gamma, isAverage: false);
        _valueGradients = new double[_mdp.Pairs][];
        for (var b = 0; b < _mdp.Pairs; b++) _valueGradients[b] = exact.ValueDerivatives(b, out _);
        _squaredReturns = SquaredReturns();
    }

    /// <summary><c>E‖g − ∇J‖²</c>, the sum of the variances of all components.</summary>
    /// <param name="baseline">b, [States].</param>
    public double Of(ReadOnlySpan<double> baseline)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(baseline.Length, _mdp.States);
        var products = Products(baseline);                                                  // E[G g | s]
        var rewards = new double[_mdp.States];
        for (var state = 0; state < _mdp.States; state++)
        {
            var b = baseline[state];
            for (var (pair, last) = PairsOf(state); pair < last; pair++)
            {
                var own = _squaredReturns[pair] - (2 * b * _exact.ActionValues[pair]) + (b * b);    // E[(G − b)²]
                rewards[state] += _exact.Policy[pair]
                    * ((SquaredScore(state, pair) * own)
                        + (2 * _mdp.Gamma * ScoreTimesRest(state, pair, b, products)));
            }
        }

        var squares = _squares.Values(rewards, out _);                                      // E‖g‖² of each state
        var variance = _mdp.AtStart(squares);
        foreach (var component in _gradient) variance -= component * component;             // − ‖∇J‖²
        return variance;
    }

    /// <summary>The baseline of the least variance, [States]; 0 in states that are never visited, or that leave nothing
    /// to choose.</summary>
    public double[] OptimalBaseline()
    {
        var (squares, slopes) = Coefficients();
        var baseline = new double[_mdp.States];
        for (var state = 0; state < _mdp.States; state++)
            if (squares[state] > 0) baseline[state] = -slopes[state] / (2 * squares[state]);
        return baseline;
    }

    /// <summary>The one number of the least variance among baselines that are equal in all states.</summary>
    public double OptimalConstant()
    {
        var (squares, slopes) = Coefficients();
        return squares.Sum() is > 0 and var sum ? -slopes.Sum() / (2 * sum) : 0;
    }

    /// <summary>w and l of the variance, <c>Σ_s (w(s) b(s)² + l(s) b(s))</c> and a constant.</summary>
    private (double[] Squares, double[] Slopes) Coefficients()
    {
        var squares = _squares.Visits(_mdp.Start);                                          // Σ γ²ᵗ Pr(S_t = s)
        var slopes = new double[_mdp.States];
        var baseline = new double[_mdp.States];
        var without = Of(baseline);
        for (var state = 0; state < _mdp.States; state++)
        {
            var score = 0.0;
            for (var (pair, last) = PairsOf(state); pair < last; pair++)
                score += _exact.Policy[pair] * SquaredScore(state, pair);
            squares[state] *= score;                                                        // w = η₂ E‖φ‖²
            baseline[state] = 1;
            slopes[state] = Of(baseline) - without - squares[state];                        // V(1) − V(0) = w + l
            baseline[state] = 0;
        }

        return (squares, slopes);
    }

    /// <summary>E[G² | s, a].</summary>
    private double[] SquaredReturns()
    {
        var (gamma, ofPairs) = (_mdp.Gamma, new double[_mdp.Pairs]);
        for (var pair = 0; pair < _mdp.Pairs; pair++)
            ofPairs[pair] = Expect(pair, (reward, next) => next < 0
                ? reward * reward
                : (reward * reward) + (2 * reward * gamma * _exact.Values[next]));          // E[R² + 2 R γ v′]
        var ofStates = new double[_mdp.States];
        for (var state = 0; state < _mdp.States; state++)
            for (var (pair, last) = PairsOf(state); pair < last; pair++)
                ofStates[state] += _exact.Policy[pair] * ofPairs[pair];
        ofStates = _squares.Values(ofStates, out _);
        for (var pair = 0; pair < _mdp.Pairs; pair++)
            ofPairs[pair] += gamma * gamma * Expect(pair, (_, next) => next < 0 ? 0 : ofStates[next]);
        return ofPairs;
    }

    /// <summary>E[G_t g_t | s], component by component, [Pairs][States].</summary>
    private double[][] Products(ReadOnlySpan<double> baseline)
    {
        var products = new double[_mdp.Pairs][];
        for (var b = 0; b < _mdp.Pairs; b++)
        {
            var (rewards, gradients) = (new double[_mdp.States], _valueGradients[b]);
            for (var state = 0; state < _mdp.States; state++)
            {
                var (first, last) = PairsOf(state);
                for (var a = first; a < last; a++)
                {
                    var score = b >= first && b < last ? (a == b ? 1 : 0) - _exact.Policy[b] : 0;
                    rewards[state] += _exact.Policy[a]
                        * ((score * (_squaredReturns[a] - (baseline[state] * _exact.ActionValues[a])))
                            + (_mdp.Gamma * Expect(a, (reward, next) => next < 0 ? 0 : reward * gradients[next])));
                }
            }

            products[b] = _squares.Values(rewards, out _);
        }

        return products;
    }

    /// <summary><c>φ(s, a) · E[(G_t − b) g_{t+1} | s, a]</c>, the second of which is
    /// <c>E[(R − b) ∇v′ + γ E[G g]′]</c>.</summary>
    private double ScoreTimesRest(int state, int a, double baseline, double[][] products)
    {
        var sum = 0.0;
        for (var (b, last) = PairsOf(state); b < last; b++)
        {
            var (gradients, product) = (_valueGradients[b], products[b]);
            sum += ((a == b ? 1 : 0) - _exact.Policy[b]) * Expect(a, (reward, next) => next < 0
                ? 0
                : ((reward - baseline) * gradients[next]) + (_mdp.Gamma * product[next]));
        }

        return sum;
    }

    /// <summary><c>‖φ(s, a)‖² = 1 − 2 π(a | s) + Σ_b π(b | s)²</c>.</summary>
    private double SquaredScore(int state, int a)
    {
        var sum = 1 - (2 * _exact.Policy[a]);
        for (var (b, last) = PairsOf(state); b < last; b++) sum += _exact.Policy[b] * _exact.Policy[b];
        return sum;
    }

    /// <summary>The mean of a function of reward and next state (−1 where the process ends).</summary>
    private double Expect(int pair, Func<double, int, double> function)
    {
        var sum = 0.0;
        for (var i = _mdp.FirstTransitions[pair]; i < _mdp.FirstTransitions[pair + 1]; i++)
            sum += _mdp.Probabilities[i] * function(_mdp.Rewards[i], Math.Max(_mdp.NextStates[i], -1));
        return sum;
    }

    private (int First, int Last) PairsOf(int state) => (_mdp.FirstPairs[state], _mdp.FirstPairs[state + 1]);
}
