namespace Pathwise.DecisionProcesses;

/// <summary>The Markov chain that a process becomes under a policy, of which only what can happen is stored.</summary>
/// <remarks>Immutable, so safe for concurrent use.</remarks>
internal sealed class PolicyChain
{
    private const int MostNamed = 5;

    private readonly FiniteMdp _mdp;
    private readonly bool[] _canEnd, _hasReward;

    /// <inheritdoc cref="PolicyChain"/>
    /// <param name="mdp">The process.</param>
    /// <param name="policy">π.</param>
    public PolicyChain(FiniteMdp mdp, TabularPolicy policy)
    {
        if (policy.Probabilities.Length != mdp.Pairs)
            throw new ArgumentException(
                $"The process has {mdp.Pairs} pairs, but the policy is one of {policy.Probabilities.Length}.",
                nameof(policy));

        _mdp = mdp;
        (_canEnd, _hasReward, Rewards) = (new bool[mdp.States], new bool[mdp.States], new double[mdp.States]);
        var (starts, columns, elements) = (new int[mdp.States + 1], new List<int>(), new List<double>());
        var place = new int[mdp.States];                    // where s′ stands in this row, if from its start on
        for (var state = 0; state < mdp.States; state++)
        {
            _canEnd[state] = mdp.IsTerminal(state);
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
            {
                if (policy.Probabilities[pair] is not (> 0 and var p)) continue;
                Rewards[state] += p * mdp.ExpectedRewards[pair];                    // r(s) = Σ_a π(a|s) r(s,a)
                for (var i = mdp.FirstTransitions[pair]; i < mdp.FirstTransitions[pair + 1]; i++)
                    if (mdp.Probabilities[i] > 0) Add(state, p * mdp.Probabilities[i], mdp.NextStates[i], i);
            }

            starts[state + 1] = columns.Count;
        }

        Steps = new(starts, [.. columns], [.. elements]);

        void Add(int state, double p, int next, int transition)
        {
            _hasReward[state] |= mdp.Rewards[transition] != 0;
            if (next < 0) _canEnd[state] = true;
            else if (place[next] is var at && at >= starts[state] && at < columns.Count && columns[at] == next)
                elements[at] += p;
            else
            {
                place[next] = columns.Count;
                columns.Add(next);
                elements.Add(p);                                                    // P(s,s′) = Σ_a π(a|s) p(s′|s,a)
            }
        }
    }

    /// <summary>P, the probability to go on from one state to another.</summary>
    public SparseRows Steps { get; }

    /// <summary>r, the reward that is expected, [States].</summary>
    public double[] Rewards { get; }

    /// <summary>Whether a step from a state may be the last, or the state is terminal.</summary>
    public bool CanEnd(int state) => _canEnd[state];

    /// <summary>The sets of states that are never left again, in each of which all states are reached from all
    /// others.</summary>
    public List<int[]> ClosedClasses() => StrongComponents.Of(Steps).FindAll(component =>
    {
        var inside = component.ToHashSet();
        foreach (var state in component)
        {
            if (_canEnd[state]) return false;
            foreach (var next in Steps.ColumnsOf(state))
                if (!inside.Contains(next)) return false;
        }

        return true;
    });

    /// <summary>The states where the system of equations for the values has to be solved: those that count, but for
    /// terminal ones and, where nothing is discounted, those that circle for ever at no gain or loss.</summary>
    /// <param name="counts">Which states count, with all that they lead to, [States].</param>
    /// <exception cref="BadInputException">γ = 1 and something is gained or lost for ever.</exception>
    public int[] Unknowns(bool[] counts)
    {
        var isUnknown = (bool[])counts.Clone();
        if (_mdp.Gamma >= 1)
        {
            var classes = ClosedClasses().FindAll(states => counts[states[0]]);
            var endless = classes.FindAll(states => Array.Exists(states, state => _hasReward[state]));
            if (endless.Count > 0)
                throw new BadInputException(
                    $"γ is 1, but the policy never ends from {NamesOf(endless.SelectMany(states => states))}, and goes "
                    + "on to gain or lose there; give a discount below 1, or ask for the average reward.");
            foreach (var state in classes.SelectMany(states => states)) isUnknown[state] = false;
        }

        return [.. Enumerable.Range(0, _mdp.States).Where(state => isUnknown[state] && !_mdp.IsTerminal(state))];
    }

    /// <summary>Which states can come after the start, itself included, [States].</summary>
    /// <exception cref="BadInputException">Nothing is said of the start.</exception>
    public bool[] ReachedFromStart()
    {
        if (_mdp.Start.IsEmpty)
            throw new BadInputException(
                "Nothing is said of where the process starts; give it the probability of each state to be the first.");
        var (reached, open) = (new bool[_mdp.States], new Stack<int>());
        for (var state = 0; state < _mdp.States; state++)
            if (_mdp.Start[state] > 0) See(state);
        while (open.TryPop(out var state))
            foreach (var next in Steps.ColumnsOf(state)) See(next);
        return reached;

        void See(int state)
        {
            if (reached[state]) return;
            reached[state] = true;
            open.Push(state);
        }
    }

    /// <summary><c>states left, right and 3 more</c>.</summary>
    public string NamesOf(IEnumerable<int> states)
    {
        int[] all = [.. states.Order()];
        return (all.Length == 1 ? "state " : "states ")
            + string.Join(", ", all.Take(MostNamed).Select(_mdp.NameOfState))
            + (all.Length > MostNamed ? $" and {all.Length - MostNamed} more" : "");
    }
}
