namespace Pathwise.DecisionProcesses;

/// <summary>Tells a <see cref="FiniteMdp"/> state by state, and checks what is told.</summary>
/// <remarks>
/// <para>Call <see cref="Add"/> with states in rising order; actions of a state and transitions of an action keep the
/// order in which they come, and none are merged. A state that is never told of is terminal.</para>
/// <code>
/// var mdp = new FiniteMdpBuilder(states: 2) { Gamma = 0.9 }
///     .Add(state: 0, action: 0, new(0.5, Next: 0, Reward: 1), new(0.5, Next: 1, Reward: 0))
///     .Build();
/// </code>
/// <para>Not thread-safe.</para>
/// </remarks>
public sealed class FiniteMdpBuilder
{
    /// <summary>How far the probabilities of a state and action may be from a sum of 1: some hundred
    /// roundings.</summary>
    public const double SumTolerance = 1e-9;

    private readonly int _states;
    private readonly int[] _firstPair;
    private readonly List<int> _labels = [], _firstTransition = [0], _next = [];
    private readonly List<double> _probabilities = [], _rewards = [];
    private bool _isBuilt;
    private int _state;      // pairs of the states up to this one have been told

    /// <inheritdoc cref="FiniteMdpBuilder"/>
    /// <param name="states">How many states, ≥ 1.</param>
    public FiniteMdpBuilder(int states)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        (_states, _firstPair) = (states, new int[states + 1]);
    }

    /// <summary>γ, the discount per step, in [0, 1].</summary>
    /// <value>Default 1.</value>
    public double Gamma { get; init; } = 1;

    /// <summary>Names of the states, [states]; empty for none.</summary>
    public IReadOnlyList<string> StateNames { get; init; } = [];

    /// <summary>Names of the actions by label; empty for none.</summary>
    public IReadOnlyList<string> ActionNames { get; init; } = [];

    /// <summary>The probability of each state to be the first, [states]; empty to say nothing of it.</summary>
    public IReadOnlyList<double> Start { get; init; } = [];

    /// <summary>Tells what an action does in a state.</summary>
    /// <param name="state">s, not below the last one told of.</param>
    /// <param name="action">a's label, ≥ 0, once for each state.</param>
    /// <param name="transitions">What can happen: at least one; their probabilities have the sum 1.</param>
    /// <exception cref="BadInputException">A number is wrong; the sentence names state and action.</exception>
    public FiniteMdpBuilder Add(int state, int action, params ReadOnlySpan<Transition> transitions)
    {
        if ((uint)state >= (uint)_states)
            throw new BadInputException(Text($"There is no state {state}; the states are 0 to {_states - 1}."));
        if (state < _state)
            throw new BadInputException(
                Text($"State {state} comes after state {_state}; tell of states in rising order."));
        if (action < 0)
            throw new BadInputException(Text($"In state {state}, an action is labelled {action}; labels begin at 0."));
        while (_state < state) _firstPair[++_state] = _labels.Count;
        for (var pair = _firstPair[state]; pair < _labels.Count; pair++)
            if (_labels[pair] == action)
                throw new BadInputException($"{Place(state, action)} is told twice; give all its transitions at once.");

        var sum = 0.0;
        foreach (var transition in transitions)
        {
            Check(state, action, transition);
            sum += transition.Probability;
            _next.Add(transition.Terminates ? ~transition.Next : transition.Next);
            _probabilities.Add(transition.Probability);
            _rewards.Add(transition.Reward);
        }

        if (transitions.IsEmpty)
            throw new BadInputException(
                $"{Place(state, action)} has no transition; leave the action out, or say what it does.");
        if (Math.Abs(sum - 1) > SumTolerance)
            throw new BadInputException(
                Place(state, action) + Text($": the probabilities have the sum {sum:R}; it must be 1."));
        _labels.Add(action);
        _firstTransition.Add(_next.Count);
        return this;
    }

    /// <summary>The process that was told. It takes over what the builder held, so that large ones are not held twice:
    /// the builder is done with.</summary>
    /// <exception cref="BadInputException">γ, the start or the names do not fit.</exception>
    /// <exception cref="InvalidOperationException">It was built before.</exception>
    public FiniteMdp Build()
    {
        if (_isBuilt)
            throw new InvalidOperationException("This builder has built its process; begin with another one.");
        MustBeDiscount(Gamma);
        if (StateNames.Count is not 0 && StateNames.Count != _states)
            throw new BadInputException(Text($"There are {_states} states, but {StateNames.Count} names of states."));
        if (Start.Count is not 0 && Start.Count != _states)
            throw new BadInputException(
                Text($"There are {_states} states, but {Start.Count} probabilities of starting in them."));
        for (var state = 0; state < Start.Count; state++)
            if (!(Start[state] is >= 0 and <= 1))
                throw new BadInputException(
                    Text($"The probability of starting in state {state} is {Start[state]:R}; it must be from 0 to 1."));
        if (Start.Count > 0 && Math.Abs(Start.Sum() - 1) > SumTolerance)
            throw new BadInputException(
                Text($"The probabilities of starting have the sum {Start.Sum():R}; it must be 1."));

        _isBuilt = true;
        for (var state = _state + 1; state <= _states; state++) _firstPair[state] = _labels.Count;
        return new(
            _firstPair, Take(_labels), Take(_firstTransition), Take(_next), Take(_probabilities), Take(_rewards),
            [.. Start], Gamma, StateNames, ActionNames);
    }

    /// <summary>Refuses what is no discount.</summary>
    /// <exception cref="BadInputException">γ is not in [0, 1].</exception>
    internal static void MustBeDiscount(double gamma)
    {
        if (!(gamma is >= 0 and <= 1))
            throw new BadInputException(Text($"The discount γ is {gamma:R}; it must be from 0 to 1."));
    }

    private static T[] Take<T>(List<T> list)
    {
        var array = list.ToArray();
        list.Clear();
        list.TrimExcess();
        return array;
    }

    private void Check(int state, int action, Transition transition)
    {
        if (!(transition.Probability is >= 0 and <= 1))
            throw new BadInputException(Place(state, action)
                + Text($": a transition has the probability {transition.Probability:R}; it must be from 0 to 1."));
        if ((uint)transition.Next >= (uint)_states)
            throw new BadInputException(Place(state, action)
                + Text($": a transition leads to state {transition.Next}; the states are 0 to {_states - 1}."));
        if (!double.IsFinite(transition.Reward))
            throw new BadInputException(Place(state, action)
                + Text($": a transition has the reward {transition.Reward:R}; it must be finite."));
    }

    /// <summary><c>State 3 (left), action 1 (right)</c>, as far as there are names.</summary>
    private string Place(int state, int action)
    {
        var stateName = state < StateNames.Count ? $" ({StateNames[state]})" : "";
        var actionName = action < ActionNames.Count ? $" ({ActionNames[action]})" : "";
        return Text($"State {state}{stateName}, action {action}{actionName}");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
