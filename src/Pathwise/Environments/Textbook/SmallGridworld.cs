using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.Textbook;

/// <summary>The gridworld of the book's Figure 4.1: every step costs 1 until one of two corners is reached.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(4)</c>: 0 up, 1 down, 2 right, 3 left. Steps off the grid lead nowhere.</para>
/// <para><b>Observations</b> <c>Discrete(16)</c>: row · 4 + column, from the upper left cell.</para>
/// <para><b>Reward</b> −1 on every step.</para>
/// <para><b>Start</b> one of the fourteen other cells, all equally likely; the book says nothing of it.</para>
/// <para><b>Episode end</b> terminated in the upper left and the lower right corner, states 0 and 15, which have no
/// actions. The rules have no time limit; SmallGridworld-v0 truncates after 1000 steps.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018), Example 4.1.</para>
/// </remarks>
public sealed record SmallGridworld : IFiniteProblem
{
    private static readonly GridLayout Layout = new("T...", "....", "....", "...T");

    /// <inheritdoc/>
    public int States => Layout.Count;

    /// <inheritdoc/>
    public int Actions => 4;

    /// <inheritdoc/>
    public GridLayout Grid => Layout;

    /// <inheritdoc/>
    public FiniteMdp ToProcess()
    {
        int[] cells = [.. Enumerable.Range(0, States).Where(cell => Layout[cell] != 'T')];
        var builder = new FiniteMdpBuilder(States)
        {
            ActionNames = GridSteps.UpDownRightLeftNames,
            Start = [.. Enumerable.Range(0, States).Select(cell => Layout[cell] == 'T' ? 0 : 1.0 / cells.Length)],
        };
        foreach (var cell in cells)
            for (var action = 0; action < Actions; action++)
            {
                var (down, right) = GridSteps.UpDownRightLeft[action];
                builder.Add(cell, action, new Transition(1, Layout.Move(cell, down, right), Reward: -1));
            }

        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas) => GridScenery.Draw(Layout, state, canvas);
}
