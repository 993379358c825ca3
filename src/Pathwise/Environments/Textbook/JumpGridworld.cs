using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.Textbook;

/// <summary>The gridworld of the book's Figures 3.2 and 3.5: two cells from which every step jumps, for a
/// reward.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(4)</c>: 0 up, 1 down, 2 right, 3 left.</para>
/// <para><b>Observations</b> <c>Discrete(25)</c>: row · 5 + column, from the upper left cell.</para>
/// <para><b>Reward</b> 10 for leaving A, which leads to A′ (a), 5 for leaving B, which leads to B′ (b), −1 for a step
/// off the grid, which leads nowhere, 0 otherwise.</para>
/// <para><b>Start</b> any cell, all equally likely; the book says nothing of it.</para>
/// <para><b>Episode end</b> none: the task goes on for ever, with γ = 0.9. Gridworld-v0 truncates after 100
/// steps.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018), Examples 3.5 and 3.8.</para>
/// </remarks>
public sealed record JumpGridworld : IFiniteProblem
{
    private const int A = 1, TargetOfA = 21, B = 3, TargetOfB = 13;

    private static readonly GridLayout Layout = new(".A.B.", ".....", "...b.", ".....", ".a...");

    /// <inheritdoc/>
    public int States => Layout.Count;

    /// <inheritdoc/>
    public int Actions => 4;

    /// <inheritdoc/>
    public GridLayout Grid => Layout;

    /// <inheritdoc/>
    public FiniteMdp ToProcess()
    {
        var builder = new FiniteMdpBuilder(States)
        {
            Gamma = 0.9,
            ActionNames = GridSteps.UpDownRightLeftNames,
            Start = [.. Enumerable.Repeat(1.0 / States, States)],
        };
        for (var cell = 0; cell < States; cell++)
            for (var action = 0; action < Actions; action++)
                builder.Add(cell, action, Step(cell, action));
        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas) => GridScenery.Draw(Layout, state, canvas);

    private static Transition Step(int cell, int action)
    {
        var (down, right) = GridSteps.UpDownRightLeft[action];
        var next = Layout.Move(cell, down, right);
        return cell switch
        {
            A => new(1, TargetOfA, 10),
            B => new(1, TargetOfB, 5),
            _ => new(1, next, next == cell ? -1 : 0),
        };
    }
}
