using Pathwise.DecisionProcesses;
using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>The environment of a finite decision process: it draws what the process says.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete</c>: the labels. A label that is not available in a state does what the nearest
/// available one below it does, or if there is none, the least available one.</para>
/// <para><b>Observations</b> <c>Discrete</c>: the state's number, exact below 2²⁴.</para>
/// <para><b>Reward</b> that of the transition drawn.</para>
/// <para><b>Start</b> drawn from the process's start.</para>
/// <para><b>Episode end</b> terminated by a transition that ends the process, or leads to a state without
/// actions.</para>
/// <para>Every reset and every step draws one uniform number and inverts the distribution, outcomes in the order in
/// which the process has them, also where only one outcome is possible: Gymnasium's way, so that equal seeds and
/// actions give equal episodes.</para>
/// <para><c>default</c> is no environment.</para>
/// </remarks>
public readonly struct FiniteDynamics : IDynamics<FiniteState, int>, IFiniteDynamics<FiniteState>
{
    private readonly IFiniteProblem _problem;

    /// <summary>The environment of a task.</summary>
    /// <param name="problem">The task.</param>
    /// <exception cref="BadInputException">Nothing is said of where it starts, or it may start where no action is
    /// available.</exception>
    public FiniteDynamics(IFiniteProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        (_problem, Process) = (problem, problem.ToProcess());
        (ObservationSpace, ActionSpace) = (new Discrete(problem.States), new Discrete(problem.Actions));
        if (Process.Start.IsEmpty)
            throw new BadInputException(
                "The process says nothing of where it starts, so no episode can begin; give it a start.");
        for (var state = 0; state < Process.States; state++)
            if (Process.Start[state] > 0 && Process.IsTerminal(state))
                throw new BadInputException(
                    $"The process may start in state {Process.NameOfState(state)}, where no action is available.");
    }

    /// <summary>The environment of any process.</summary>
    /// <param name="process">The process, with a start.</param>
    /// <exception cref="BadInputException">As of the other one.</exception>
    public FiniteDynamics(FiniteMdp process) : this(new PlainProblem(process)) { }

    /// <inheritdoc/>
    public FiniteMdp Process { get; }

    /// <inheritdoc/>
    public GridLayout? Grid => _problem.Grid;

    /// <inheritdoc/>
    public Space ObservationSpace { get; }

    /// <inheritdoc/>
    public Space ActionSpace { get; }

    /// <inheritdoc/>
    public int NumberOf(in FiniteState state) => state.Number;

    /// <inheritdoc/>
    public FiniteState Reset(ref Rng rng) => new(rng.NextIndex(Process.Start));

    /// <inheritdoc/>
    public Step Advance(ref FiniteState state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var pair = PairOf(state.Number, action[0]);
        var (first, end) = (Process.FirstTransitions[pair], Process.FirstTransitions[pair + 1]);
        var drawn = first + rng.NextIndex(Process.Probabilities[first..end]);

        var next = Process.NextStates[drawn];
        state = new(next < 0 ? ~next : next);
        return new(Process.Rewards[drawn], Terminated: next < 0 || Process.IsTerminal(next));
    }

    /// <inheritdoc/>
    public void Observe(in FiniteState state, Span<float> observation) => observation[0] = state.Number;

    /// <inheritdoc/>
    public void Draw(in FiniteState state, ICanvas canvas) => _problem.Draw(state.Number, canvas);

    /// <summary>The pair of a state and the available action that is nearest to a label.</summary>
    private int PairOf(int state, int label)
    {
        var first = Process.FirstPairs[state];
        var labels = Process.ActionsOf(state);
        if ((uint)label < (uint)labels.Length && labels[label] == label) return first + label;

        var nearest = 0;
        for (var i = 1; i < labels.Length; i++)
            if (labels[i] <= label && (labels[i] > labels[nearest] || labels[nearest] > label)
                || (labels[i] < labels[nearest] && labels[nearest] > label))
                nearest = i;
        return first + nearest;
    }

    /// <summary>A process that nothing else is known of.</summary>
    private sealed class PlainProblem : IFiniteProblem
    {
        private readonly FiniteMdp _process;

        public PlainProblem(FiniteMdp process)
        {
            ArgumentNullException.ThrowIfNull(process);
            _process = process;
            foreach (var label in process.Labels) Actions = Math.Max(Actions, label + 1);
            if (Actions == 0) throw new BadInputException("The process has no action in any state.");
        }

        public int States => _process.States;

        public int Actions { get; }

        public GridLayout? Grid => null;

        public FiniteMdp ToProcess() => _process;

        public void Draw(int state, ICanvas canvas)
        {
            ArgumentNullException.ThrowIfNull(canvas);
            canvas.View(0, 0, 3, 2);
            canvas.Circle(new(1.5, 1), 0.8, Ink.Blue);
            canvas.Text(new(1.5, 1), 0.5, _process.NameOfState(state), Ink.Paper);
        }
    }
}
