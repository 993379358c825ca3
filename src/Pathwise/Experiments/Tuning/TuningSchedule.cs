namespace Pathwise.Experiments.Tuning;

/// <summary>Who learns how long: the brackets of a search, and the rungs of each.</summary>
/// <remarks>
/// <para>Successive halving: with R the steps of a whole run and <c>K = ⌊log_η(R / r)⌋</c>, rung i is at
/// <c>⌈R η^(i − K)⌉</c> steps, and of the n_i trials of a rung the best <c>n_(i+1) = max(1, ⌊n_i / η⌋)</c> go on.
/// Source: K. Jamieson, A. Talwalkar, <i>Non-stochastic Best Arm Identification and Hyperparameter Optimization</i>,
/// AISTATS 2016.</para>
/// <para>Hyperband: brackets s = K, …, 0, of which bracket s leaves out the first K − s rungs. Trials are shared out in
/// proportion to <c>η^s / (s + 1)</c>, with which all brackets cost about the same, by the largest remainders. Source:
/// L. Li et al., <i>Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization</i>, JMLR 18 (2018),
/// algorithm 1.</para>
/// <para>Random search is a bracket with one rung.</para>
/// </remarks>
public static class TuningSchedule
{
    private const int StandardHalvings = 2;

    /// <summary>The brackets of a search.</summary>
    /// <param name="options">How many trials, and how they are chosen among.</param>
    /// <param name="steps">R, the environment steps of a whole run.</param>
    /// <exception cref="BadInputException">The least steps are more than there are.</exception>
    public static IReadOnlyList<TuningBracket> Of(TuningOptions options, long steps)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (options.LeastSteps > steps)
            throw new BadInputException(
                $"Trials cannot first be compared at {options.LeastSteps} steps, for a whole run has {steps}.");
        var halvings = options.Strategy == TuningStrategy.Random ? 0 : Halvings(options, steps);
        if (options.Strategy != TuningStrategy.Hyperband)
            return [Bracket(0, options.Trials, halvings, options.Reduction, steps)];

        var (brackets, first) = (new List<TuningBracket>(), 0);
        foreach (var (trials, s) in Shares(options, halvings))
        {
            if (trials == 0) continue;
            brackets.Add(Bracket(first, trials, s, options.Reduction, steps));
            first += trials;
        }

        return brackets;
    }

    /// <summary>K: as many as the least steps allow, or else two, and fewer where trials run out before.</summary>
    private static int Halvings(TuningOptions options, long steps)
    {
        var (halvings, length) = (0, steps);
        var least = Math.Max(1, options.LeastSteps);
        for (var trials = (long)options.Trials; length / options.Reduction >= least; halvings++)
        {
            trials /= options.Reduction;
            if (options.LeastSteps == 0 && (halvings == StandardHalvings || trials < 1)) break;
            length /= options.Reduction;
        }

        return halvings;
    }

    private static TuningBracket Bracket(int first, int trials, int halvings, int reduction, long steps)
    {
        var rungs = new TuningRung[halvings + 1];
        var (power, left) = (LongPower(reduction, halvings), trials);
        for (var i = 0; i <= halvings; i++)
        {
            rungs[i] = new((steps / power) + (steps % power == 0 ? 0 : 1), left);
            (power, left) = (power / reduction, Math.Max(1, left / reduction));
        }

        return new(first, rungs);
    }

    /// <summary>The trials of each bracket.</summary>
    private static IEnumerable<(int Trials, int Halvings)> Shares(TuningOptions options, int halvings)
    {
        double[] weights =
            [.. Enumerable.Range(0, halvings + 1).Select(s => Math.Pow(options.Reduction, s) / (s + 1)).Reverse()];
        double[] wanted = [.. weights.Select(weight => options.Trials * weight / weights.Sum())];
        int[] trials = [.. wanted.Select(share => (int)share)];
        var byRemainder = Enumerable.Range(0, trials.Length).OrderByDescending(i => wanted[i] - trials[i]);
        foreach (var i in byRemainder.Take(options.Trials - trials.Sum()).ToArray()) trials[i]++;
        return trials.Select((count, i) => (count, halvings - i));
    }

    private static long LongPower(long number, int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++) power *= number;
        return power;
    }
}
