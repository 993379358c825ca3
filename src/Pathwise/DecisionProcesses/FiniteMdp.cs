namespace Pathwise.DecisionProcesses;

/// <summary>A Markov decision process of finitely many states and actions: p(s′, r | s, a), γ, and where it
/// starts.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §3.1, eqs. (3.2) to (3.5).</para>
/// <para>States are 0, 1, …, States − 1. In each state some actions are available, told by their labels; a state
/// without any is terminal, and its value is 0. An available action of a state is a <b>pair</b> (s, a): pairs are
/// numbered in the order of states, and in a state in the order of its actions, so that q, π and whatever else
/// belongs to s and a is one array, [Pairs].</para>
/// <para>Only what can happen is stored, about 20 bytes for each transition: a million states with four actions of one
/// transition each take about 150 MB. Immutable, so safe for concurrent use; made by <see
/// cref="FiniteMdpBuilder"/>.</para>
/// </remarks>
public sealed class FiniteMdp
{
    private readonly int[] _firstPair;             // [States + 1]
    private readonly int[] _labels;                // [Pairs]
    private readonly int[] _firstTransition;       // [Pairs + 1]
    private readonly int[] _next;                  // [Transitions]: s′, or ~s′ where the process ends
    private readonly double[] _probabilities;      // [Transitions]
    private readonly double[] _rewards;            // [Transitions]
    private readonly double[] _expectedRewards;    // [Pairs]
    private readonly double[] _start;              // [States], or empty: nothing is said of the start

    internal FiniteMdp(
        int[] firstPair, int[] labels, int[] firstTransition, int[] next, double[] probabilities, double[] rewards,
        double[] start, double gamma, IReadOnlyList<string> stateNames, IReadOnlyList<string> actionNames)
    {
        (_firstPair, _labels, _firstTransition) = (firstPair, labels, firstTransition);
        (_next, _probabilities, _rewards, _start) = (next, probabilities, rewards, start);
        (Gamma, StateNames, ActionNames) = (gamma, stateNames, actionNames);
        _expectedRewards = new double[labels.Length];
        for (var pair = 0; pair < labels.Length; pair++)
            for (var i = firstTransition[pair]; i < firstTransition[pair + 1]; i++)
                _expectedRewards[pair] += probabilities[i] * rewards[i];            // r(s,a) = Σ p(s′,r|s,a) r
    }

    private FiniteMdp(FiniteMdp other, double gamma)
    {
        (_firstPair, _labels, _firstTransition) = (other._firstPair, other._labels, other._firstTransition);
        (_next, _probabilities, _rewards) = (other._next, other._probabilities, other._rewards);
        (_expectedRewards, _start) = (other._expectedRewards, other._start);
        (Gamma, StateNames, ActionNames) = (gamma, other.StateNames, other.ActionNames);
    }

    /// <summary>How many states there are.</summary>
    public int States => _firstPair.Length - 1;

    /// <summary>How many pairs of a state and an action available in it there are.</summary>
    public int Pairs => _labels.Length;

    /// <summary>How many transitions are stored.</summary>
    public int Transitions => _next.Length;

    /// <summary>γ, the discount per step, in [0, 1].</summary>
    public double Gamma { get; }

    /// <summary>Names of the states, [States], or empty where they have none but their numbers.</summary>
    public IReadOnlyList<string> StateNames { get; }

    /// <summary>Names of the actions by label, or empty where they have none but their numbers.</summary>
    public IReadOnlyList<string> ActionNames { get; }

    /// <summary>The probability of each state to be the first, [States]; empty if nothing is said of it.</summary>
    public ReadOnlySpan<double> Start => _start;

    /// <summary>The value that is expected at the start, <c>Σ_s Pr{S_0 = s} v(s)</c>; NaN if nothing is said of the
    /// start. What a state that no episode begins in is worth, even infinity, does not matter.</summary>
    /// <param name="values">v, [States].</param>
    public double AtStart(ReadOnlySpan<double> values)
    {
        if (_start.Length == 0) return double.NaN;
        var expected = 0.0;
        for (var state = 0; state < _start.Length; state++)
            if (_start[state] > 0) expected += _start[state] * values[state];
        return expected;
    }

    /// <summary>First pair of each state and one more, [States + 1]: the pairs of s are
    /// <c>FirstPairs[s] … FirstPairs[s + 1] − 1</c>.</summary>
    public ReadOnlySpan<int> FirstPairs => _firstPair;

    /// <summary>The label of each pair's action, [Pairs].</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>r(s, a), the reward that is expected, [Pairs].</summary>
    public ReadOnlySpan<double> ExpectedRewards => _expectedRewards;

    /// <summary>First transition of each pair and one more, [Pairs + 1].</summary>
    internal ReadOnlySpan<int> FirstTransitions => _firstTransition;

    /// <summary>s′ of each transition, or ~s′ (which is negative) where the process ends, [Transitions].</summary>
    internal ReadOnlySpan<int> NextStates => _next;

    /// <summary>p of each transition, [Transitions].</summary>
    internal ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>r of each transition, [Transitions].</summary>
    internal ReadOnlySpan<double> Rewards => _rewards;

    /// <summary>Whether a state has no action: the process has ended there.</summary>
    public bool IsTerminal(int state) => _firstPair[state] == _firstPair[state + 1];

    /// <summary>The labels of the actions that are available in a state, in the order of its pairs.</summary>
    public ReadOnlySpan<int> ActionsOf(int state) =>
        _labels.AsSpan(_firstPair[state].._firstPair[state + 1]);

    /// <summary>The pair of a state and an action.</summary>
    /// <returns>Its number, or −1 where the action is not available.</returns>
    public int PairOf(int state, int label)
    {
        var index = ActionsOf(state).IndexOf(label);
        return index < 0 ? -1 : _firstPair[state] + index;
    }

    /// <summary>How many transitions a pair has.</summary>
    public int TransitionsOf(int pair) => _firstTransition[pair + 1] - _firstTransition[pair];

    /// <summary>One transition of a pair, in the order in which they were told.</summary>
    /// <param name="pair">(s, a).</param>
    /// <param name="index">From 0 to <see cref="TransitionsOf"/> − 1.</param>
    public Transition TransitionOf(int pair, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)TransitionsOf(pair), nameof(index));
        var i = _firstTransition[pair] + index;
        var ends = _next[i] < 0;
        return new(_probabilities[i], ends ? ~_next[i] : _next[i], _rewards[i], ends);
    }

    /// <summary>The same process with another discount.</summary>
    /// <param name="gamma">γ, in [0, 1].</param>
    public FiniteMdp WithGamma(double gamma)
    {
        FiniteMdpBuilder.MustBeDiscount(gamma);
        return new(this, gamma);
    }

    /// <summary>A state's name, or its number.</summary>
    public string NameOfState(int state) =>
        StateNames.Count > 0 ? StateNames[state] : state.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An action's name, or its label.</summary>
    public string NameOfAction(int label) =>
        label < ActionNames.Count
            ? ActionNames[label]
            : label.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
