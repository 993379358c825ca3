using Pathwise.Randomness;

namespace Pathwise.Environments.Textbook;

/// <summary>The short corridor with switched actions: three cells that look alike, the middle one reversed.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(2)</c>: 0 goes left, 1 goes right; in cell 1 it is the other way round.</para>
/// <para><b>Observations</b> <c>Box(1)</c>: the constant 1, for the cells cannot be told apart.</para>
/// <para><b>Reward</b> −1 on every step, the last one included.</para>
/// <para><b>Start</b> cell 0; going left there changes nothing. Nothing is random.</para>
/// <para><b>Episode end</b> terminated at the goal, cell 3. The rules have no time limit; the registered
/// ShortCorridor-v0 truncates after 10,000 steps. A policy that goes right with probability p in [0.01, 0.99] gets
/// there with a probability below 1e-10, so no mean is biased by it;
/// it only stops policies that have become deterministic.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018), Example 13.1, p. 323.</para>
/// </remarks>
public readonly record struct ShortCorridor : IDynamics<ShortCorridor.State, int>
{
    /// <summary>The best value that any policy has at the start: <c>−6 − 4√2</c>,
    /// the dashed line of Figures 13.1 and 13.2.</summary>
    public const double OptimalValue = -11.656854249492381;

    /// <summary>The probability of going right that has it: <c>2 − √2</c>.</summary>
    public const double OptimalRight = 0.58578643762690495;

    private const int Start = 0, Reversed = 1, Goal = 3;

    private static readonly Box Observations = new(1, 1, 1);
    private static readonly Discrete Actions = new(2);

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Actions;

    /// <summary>v(p), exact: the start's value if each step goes right with probability p.</summary>
    /// <param name="p">The probability of action 1, in (0, 1).</param>
    public static double StartValue(double p) => (2 * p - 4) / (p * (1 - p));

    /// <inheritdoc/>
    public State Reset(ref Rng rng) => new(Start);

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var goesRight = (action[0] == 1) ^ (state.Cell == Reversed);
        state = new(goesRight ? state.Cell + 1 : Math.Max(Start, state.Cell - 1));
        return new(Reward: -1, Terminated: state.Cell == Goal);
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation) => observation[0] = 1;

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(-0.75, -0.75, 3.75, 0.75);
        for (var cell = Start; cell <= Goal; cell++)
            canvas.Line([new(cell - 0.5, -0.5), new(cell + 0.5, -0.5), new(cell + 0.5, 0.5), new(cell - 0.5, 0.5),
                new(cell - 0.5, -0.5)], 0.04, cell == Reversed ? Ink.Red : Ink.Grey);
        canvas.Text(new(Goal, 0), 0.4, "G", Ink.Green);
        canvas.Circle(new(state.Cell, 0), 0.25, Ink.Blue);
    }

    /// <summary>Where the walker stands.</summary>
    /// <param name="Cell">0 (start), 1 (reversed), 2, or 3 (goal).</param>
    public readonly record struct State(int Cell);
}
