using System.Globalization;

namespace Pathwise.DecisionProcesses;

/// <summary>π(a | s): with what probability each action is taken in each state.</summary>
/// <remarks>One number for each pair of the process that it is a policy of. Immutable, so safe for concurrent
/// use.</remarks>
public sealed class TabularPolicy
{
    private readonly double[] _probabilities;

    private TabularPolicy(double[] probabilities) => _probabilities = probabilities;

    /// <summary>π, [Pairs].</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>The policy of some probabilities.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="probabilities">π, [Pairs]; those of one state have the sum 1.</param>
    /// <exception cref="BadInputException">They have not; the sentence names the state.</exception>
    public static TabularPolicy Of(FiniteMdp mdp, ReadOnlySpan<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        if (probabilities.Length != mdp.Pairs)
            throw new ArgumentException(
                $"The process has {mdp.Pairs} pairs, but there are {probabilities.Length} probabilities.",
                nameof(probabilities));

        for (var state = 0; state < mdp.States; state++)
        {
            var sum = 0.0;
            foreach (var p in probabilities[mdp.FirstPairs[state]..mdp.FirstPairs[state + 1]])
                sum += p >= 0 ? p : double.NaN;
            if (!mdp.IsTerminal(state) && !(Math.Abs(sum - 1) <= FiniteMdpBuilder.SumTolerance))
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                    $"The policy's probabilities in state {mdp.NameOfState(state)} must be ≥ 0 and "
                    + $"have the sum 1, not {sum:R}."));
        }

        return new(probabilities.ToArray());
    }

    /// <summary>All available actions equally likely.</summary>
    public static TabularPolicy Uniform(FiniteMdp mdp)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        var probabilities = new double[mdp.Pairs];
        for (var state = 0; state < mdp.States; state++)
            probabilities.AsSpan(mdp.FirstPairs[state]..mdp.FirstPairs[state + 1])
                .Fill(1.0 / mdp.ActionsOf(state).Length);
        return new(probabilities);
    }

    /// <summary>One action in each state.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="labels">The action's label in each state, [States]; what stands at terminal states does not
    /// matter.</param>
    /// <exception cref="BadInputException">An action is not available; the sentence names the state.</exception>
    public static TabularPolicy Deterministic(FiniteMdp mdp, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, mdp.States, nameof(labels));
        var probabilities = new double[mdp.Pairs];
        for (var state = 0; state < mdp.States; state++)
        {
            if (mdp.IsTerminal(state)) continue;
            var pair = mdp.PairOf(state, labels[state]);
            if (pair < 0)
                throw new BadInputException(
                    $"The policy takes action {labels[state]} in state {mdp.NameOfState(state)}, "
                    + "where it is not available.");
            probabilities[pair] = 1;
        }

        return new(probabilities);
    }

    /// <summary>The softmax policy, <c>π(a | s) = exp(θ_sa) / Σ_b exp(θ_sb)</c>.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="preferences">θ, [Pairs], finite.</param>
    public static TabularPolicy Softmax(FiniteMdp mdp, ReadOnlySpan<double> preferences)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentOutOfRangeException.ThrowIfNotEqual(preferences.Length, mdp.Pairs, nameof(preferences));
        var probabilities = new double[mdp.Pairs];
        for (var state = 0; state < mdp.States; state++)
        {
            var (first, last) = (mdp.FirstPairs[state], mdp.FirstPairs[state + 1]);
            var (greatest, sum) = (double.NegativeInfinity, 0.0);
            foreach (var theta in preferences[first..last]) greatest = Math.Max(greatest, theta);
            for (var pair = first; pair < last; pair++)
                sum += probabilities[pair] = Math.Exp(preferences[pair] - greatest);
            for (var pair = first; pair < last; pair++) probabilities[pair] /= sum;
        }

        return new(probabilities);
    }
}
