using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>π(a | s), a policy that is to be evaluated.</summary>
/// <remarks>Immutable, so safe for concurrent use.</remarks>
public sealed class FixedPolicy
{
    private const double SumTolerance = 1e-9;

    private readonly double[] _probabilities;

    private FixedPolicy(StateActions stateActions, double[] probabilities) =>
        (StateActions, _probabilities) = (stateActions, probabilities);

    /// <summary>The actions there are in each state.</summary>
    public StateActions StateActions { get; }

    /// <summary>π, [Pairs].</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>All actions of a state equally likely.</summary>
    public static FixedPolicy Uniform(StateActions stateActions)
    {
        ArgumentNullException.ThrowIfNull(stateActions);
        var probabilities = new double[stateActions.Pairs];
        var first = stateActions.FirstPairs;
        for (var s = 0; s < stateActions.States; s++)
            probabilities.AsSpan(first[s]..first[s + 1]).Fill(1.0 / (first[s + 1] - first[s]));
        return new(stateActions, probabilities);
    }

    /// <summary>The policy of some probabilities, such as those of a
    /// <see cref="DecisionProcesses.TabularPolicy"/>.</summary>
    /// <param name="stateActions">The actions there are in each state.</param>
    /// <param name="probabilities">π, [Pairs]; those of one state have the sum 1.</param>
    /// <exception cref="BadInputException">They have not; the sentence names the state.</exception>
    public static FixedPolicy Of(StateActions stateActions, ReadOnlySpan<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(stateActions);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, stateActions.Pairs, nameof(probabilities));
        var first = stateActions.FirstPairs;
        for (var s = 0; s < stateActions.States; s++)
        {
            var sum = 0.0;
            foreach (var p in probabilities[first[s]..first[s + 1]]) sum += p >= 0 ? p : double.NaN;
            if (stateActions.HasActions(s) && !(Math.Abs(sum - 1) <= SumTolerance))
                throw new BadInputException(
                    $"The policy's probabilities in state {s} must be at least 0 and have the sum 1.");
        }

        return new(stateActions, probabilities.ToArray());
    }

    /// <summary>Draws an action.</summary>
    /// <param name="state">s, with at least one action.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <returns>(s, a).</returns>
    public int Choose(int state, ref Rng rng)
    {
        var first = StateActions.FirstPairs[state];
        return first + rng.NextIndex(_probabilities.AsSpan(first..StateActions.FirstPairs[state + 1]));
    }
}
