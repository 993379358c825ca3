using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.ToyText;

/// <summary>Cliff walking: get to the other end of a cliff's edge, without a step over it.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(4)</c>: 0 up, 1 right, 2 down, 3 left.</para>
/// <para><b>Observations</b> <c>Discrete(48)</c>: row · 12 + column, from the upper left cell of 4 × 12.</para>
/// <para><b>Reward</b> −1 a step, −100 for one over the cliff's edge, which leads back to the start.</para>
/// <para><b>Start</b> the lower left cell, 36.</para>
/// <para><b>Slipping</b> with <see cref="IsSlippery"/>, a step goes where it should or to either side, each with
/// probability ⅓. Steps off the map stay.</para>
/// <para><b>Episode end</b> terminated at the lower right cell, 47. There is no time limit. The best return is
/// −13.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018), Example 6.6; Gymnasium's CliffWalking-v1 and CliffWalkingSlippery-v1:
/// equal seeds and actions give equal episodes.</para>
/// </remarks>
public sealed record CliffWalking : IFiniteProblem
{
    private const int Start = 36, Goal = 47;

    private static readonly string[] ActionNames = ["up", "right", "down", "left"];
    private static readonly GridLayout Layout = new("............", "............", "............", "SCCCCCCCCCCG");

    /// <summary>Whether steps may slip to the side.</summary>
    /// <value>Default false.</value>
    public bool IsSlippery { get; init; }

    /// <inheritdoc/>
    public int States => Layout.Count;

    /// <inheritdoc/>
    public int Actions => 4;

    /// <inheritdoc/>
    public GridLayout Grid => Layout;

    /// <summary>What can be chosen by name.</summary>
    internal static EnvironmentParameter<CliffWalking>[] Parameters { get; } =
    [
        EnvironmentParameter<CliffWalking>.Switch("slippery", "whether steps may slip to the side",
            cliff => cliff.IsSlippery, (cliff, isSlippery) => cliff with { IsSlippery = isSlippery }),
    ];

    /// <inheritdoc/>
    /// <remarks>Outcomes are in Gymnasium's order, and not merged. The goal and the cliff, which are never stood on,
    /// have actions as all cells.</remarks>
    public FiniteMdp ToProcess()
    {
        var start = new double[States];
        start[Start] = 1;
        var builder = new FiniteMdpBuilder(States) { ActionNames = ActionNames, Start = start };
        for (var cell = 0; cell < States; cell++)
            for (var action = 0; action < Actions; action++)
                if (IsSlippery)
                    builder.Add(cell, action,
                        Arrive(cell, action + 3, 1.0 / 3), Arrive(cell, action, 1.0 / 3),
                        Arrive(cell, action + 1, 1.0 / 3));
                else
                    builder.Add(cell, action, Arrive(cell, action, 1));
        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas) => GridScenery.Draw(Layout, state, canvas);

    private static Transition Arrive(int cell, int direction, double probability)
    {
        var (down, right) = GridSteps.UpRightDownLeft[direction % 4];
        var next = Layout.Move(cell, down, right);
        return Layout[next] == 'C'
            ? new(probability, Start, Reward: -100)
            : new(probability, next, Reward: -1, Terminates: next == Goal);
    }
}
