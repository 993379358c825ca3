using System.Globalization;
using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.Textbook;

/// <summary>The random walk: states in a row, from the middle one to either end.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(2)</c>: 0 left, 1 right. The book's walk has no actions: it is this one under the
/// policy that takes both equally often, and then state k of n is worth k / (n + 1) if only the right end
/// pays.</para>
/// <para><b>Observations</b> <c>Discrete(n + 2)</c>: 1 to n, and 0 and n + 1 for the ends.</para>
/// <para><b>Reward</b> 1 at the right end, <see cref="LeftReward"/> at the left one, 0 otherwise.</para>
/// <para><b>Start</b> the middle state, (n + 1) / 2.</para>
/// <para><b>Episode end</b> terminated at either end. The rules have no time limit; RandomWalk-v0 and RandomWalk19-v0
/// truncate after 10,000 steps, which hardly any walk takes.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018): n = 5 with 0 at the left end, Example 6.2; n = 19 with −1,
/// Example 7.1.</para>
/// </remarks>
public sealed record RandomWalk : IFiniteProblem
{
    private readonly int _inside = 5;

    /// <summary>n, how many states lie between the ends: odd, 1 to 999,999.</summary>
    /// <value>Default 5.</value>
    /// <exception cref="BadInputException">There would be no middle, or too many.</exception>
    public int Inside
    {
        get => _inside;
        init => _inside = value is >= 1 and < 1_000_000 && value % 2 == 1
            ? value
            : throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"A random walk cannot have {value} states; it must be an odd number from 1 to 999999."));
    }

    /// <summary>The reward of reaching the left end.</summary>
    /// <value>Default 0.</value>
    public double LeftReward { get; init; }

    /// <inheritdoc/>
    public int States => Inside + 2;

    /// <inheritdoc/>
    public int Actions => 2;

    /// <inheritdoc/>
    public GridLayout Grid => new("T" + new string('.', Inside) + "T");

    /// <summary>What can be chosen by name.</summary>
    internal static EnvironmentParameter<RandomWalk>[] Parameters { get; } =
    [
        EnvironmentParameter<RandomWalk>.Number("states", "how many states lie between the ends",
            walk => walk.Inside,
            (walk, inside) => walk with { Inside = inside == Math.Floor(inside) ? (int)Math.Clamp(inside, 0, 1e6) : 0 },
            "an odd number"),
        EnvironmentParameter<RandomWalk>.Number("leftReward", "reward of reaching the left end",
            walk => walk.LeftReward, (walk, reward) => walk with { LeftReward = reward }),
    ];

    /// <inheritdoc/>
    public FiniteMdp ToProcess()
    {
        var start = new double[States];
        start[(Inside + 1) / 2] = 1;
        var builder = new FiniteMdpBuilder(States) { ActionNames = ["left", "right"], Start = start };
        for (var state = 1; state <= Inside; state++)
            builder
                .Add(state, 0, new Transition(1, state - 1, state == 1 ? LeftReward : 0))
                .Add(state, 1, new Transition(1, state + 1, state == Inside ? 1 : 0));
        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas) => GridScenery.Draw(Grid, state, canvas);
}
