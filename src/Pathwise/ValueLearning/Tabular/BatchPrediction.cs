namespace Pathwise.ValueLearning.Tabular;

/// <summary>Batch updating: what a method comes to if the same experience is presented to it again and again.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §6.3. TD(0) finds the values of the likeliest process, the
/// certainty-equivalence estimate; Monte Carlo finds the values with the least square error on the returns
/// seen.</remarks>
public static class BatchPrediction
{
    private const int MostSweeps = 10_000_000;

    /// <summary>Batch TD(0): all increments of the batch are added up, and made at once.</summary>
    /// <param name="steps">The steps of whole episodes, in order.</param>
    /// <param name="states">How many states there are.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    /// <param name="tolerance">Ends when no value moves by more than this, > 0.</param>
    /// <returns>V, [states]; 0 where a state was never left.</returns>
    /// <remarks>α is 1/n, n the visits of the most visited state, which is small enough to converge.</remarks>
    public static double[] TemporalDifference(
        ReadOnlySpan<Experience> steps, int states, double gamma, double tolerance = 1e-12)
    {
        Check(states, gamma);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        var (values, increments, visits) = (new double[states], new double[states], new int[states]);
        foreach (var step in steps) visits[step.State]++;
        var alpha = 1.0 / Math.Max(1, visits.Max());
        var change = double.PositiveInfinity;
        for (var sweep = 0; change > tolerance && sweep < MostSweeps; sweep++)
        {
            Array.Clear(increments);
            foreach (var e in steps)                                              // Σ over the batch: α[R + γ V(S′) − V(S)]
                increments[e.State] += alpha * (e.Reward + (e.Discount(gamma) * values[e.Next]) - values[e.State]);
            change = 0;
            for (var s = 0; s < states; s++)
            {
                values[s] += increments[s];
                change = Math.Max(change, Math.Abs(increments[s]));
            }
        }

        return values;
    }

    /// <summary>Batch constant-α Monte Carlo: the mean of the returns that followed each state, every visit.</summary>
    /// <param name="steps">The steps of whole episodes, in order; an episode that was cut has no return and is
    /// refused.</param>
    /// <param name="states">How many states there are.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    /// <returns>V, [states]; 0 where a state was never left.</returns>
    /// <exception cref="ArgumentException">The last episode has not ended, or one was cut.</exception>
    public static double[] MonteCarlo(ReadOnlySpan<Experience> steps, int states, double gamma)
    {
        Check(states, gamma);
        if (!steps.IsEmpty && !steps[^1].Terminated)
            throw new ArgumentException("The last episode has not ended.", nameof(steps));
        var (sums, visits, g) = (new double[states], new int[states], 0.0);
        for (var t = steps.Length - 1; t >= 0; t--)
        {
            var e = steps[t];
            if (e.Truncated) throw new ArgumentException("An episode was cut, so it has no return.", nameof(steps));
            g = e.Reward + (e.Discount(gamma) * g);                               // G ← R + γG
            sums[e.State] += g;
            visits[e.State]++;
        }

        for (var s = 0; s < states; s++) sums[s] /= Math.Max(1, visits[s]);
        return sums;
    }

    private static void Check(int states, double gamma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        if (!(gamma is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(gamma));
    }
}
