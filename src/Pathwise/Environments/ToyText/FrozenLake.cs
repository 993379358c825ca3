using System.Globalization;
using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.ToyText;

/// <summary>Frozen lake: cross a slippery lake from a start to a goal without falling into a hole.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(4)</c>: 0 left, 1 down, 2 right, 3 up.</para>
/// <para><b>Observations</b> <c>Discrete(cells)</c>: row · columns + column, from the upper left cell.</para>
/// <para><b>Reward</b> 1 on reaching a goal, 0 otherwise; or what <see cref="GoalReward"/>, <see cref="HoleReward"/>
/// and <see cref="FrozenReward"/> say.</para>
/// <para><b>Start</b> a start cell, all equally likely.</para>
/// <para><b>Slipping</b> on slippery ice, a step goes where it should with probability <see cref="SuccessRate"/>, and
/// to either side with half of the rest. Steps off the map stay.</para>
/// <para><b>Episode end</b> terminated in a hole or at a goal; truncated after 100 steps (FrozenLake-v1) or 200
/// (FrozenLake8x8-v1). The best policy reaches the goal in 74.42 % of the episodes of the first, 91.32 % of the
/// second.</para>
/// <para><b>Source</b> Gymnasium's FrozenLake-v1: equal seeds and actions give equal episodes.</para>
/// </remarks>
public sealed record FrozenLake : IFiniteProblem
{
    private static readonly string[] ActionNames = ["left", "down", "right", "up"];

    private readonly double _successRate = 1.0 / 3;

    /// <summary>Where everything is.</summary>
    /// <value>Default 4×4.</value>
    public FrozenLakeMap Map { get; init; } = FrozenLakeMap.FourByFour;

    /// <summary>Whether steps may slip to the side.</summary>
    /// <value>Default true.</value>
    public bool IsSlippery { get; init; } = true;

    /// <summary>The probability that a step on slippery ice goes where it should, in [0, 1].</summary>
    /// <value>Default ⅓.</value>
    /// <exception cref="BadInputException">It is no probability.</exception>
    public double SuccessRate
    {
        get => _successRate;
        init => _successRate = value is >= 0 and <= 1
            ? value
            : throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"A step on the lake cannot succeed with probability {value}; it must be from 0 to 1."));
    }

    /// <summary>The reward of reaching a goal.</summary>
    /// <value>Default 1.</value>
    public double GoalReward { get; init; } = 1;

    /// <summary>The reward of falling into a hole.</summary>
    /// <value>Default 0.</value>
    public double HoleReward { get; init; }

    /// <summary>The reward of every other step.</summary>
    /// <value>Default 0.</value>
    public double FrozenReward { get; init; }

    /// <inheritdoc/>
    public int States => Map.Grid.Count;

    /// <inheritdoc/>
    public int Actions => 4;

    /// <inheritdoc/>
    public GridLayout Grid => Map.Grid;

    /// <summary>What can be chosen by name.</summary>
    internal static EnvironmentParameter<FrozenLake>[] Parameters { get; } =
    [
        EnvironmentParameter<FrozenLake>.Text("map", "where starts, holes and goals are",
            lake => lake.Map.ToString(), (lake, map) => lake with { Map = FrozenLakeMap.Parse(map) },
            FrozenLakeMap.Allowed),
        EnvironmentParameter<FrozenLake>.Switch("slippery", "whether steps may slip to the side",
            lake => lake.IsSlippery, (lake, isSlippery) => lake with { IsSlippery = isSlippery }),
        EnvironmentParameter<FrozenLake>.Number("successRate", "probability that a step on slippery ice goes right",
            lake => lake.SuccessRate, (lake, rate) => lake with { SuccessRate = rate }, "0 to 1"),
        EnvironmentParameter<FrozenLake>.Number("goalReward", "reward of reaching a goal",
            lake => lake.GoalReward, (lake, reward) => lake with { GoalReward = reward }),
        EnvironmentParameter<FrozenLake>.Number("holeReward", "reward of falling into a hole",
            lake => lake.HoleReward, (lake, reward) => lake with { HoleReward = reward }),
        EnvironmentParameter<FrozenLake>.Number("frozenReward", "reward of every other step",
            lake => lake.FrozenReward, (lake, reward) => lake with { FrozenReward = reward }),
    ];

    /// <inheritdoc/>
    /// <remarks>Outcomes are in Gymnasium's order, and not merged. Holes and goals have actions, which end the process
    /// at once and earn nothing.</remarks>
    public FiniteMdp ToProcess()
    {
        var starts = Grid.Rows.Sum(row => row.Count(letter => letter == 'S'));
        var builder = new FiniteMdpBuilder(States)
        {
            ActionNames = ActionNames,
            Start = [.. Enumerable.Range(0, States).Select(cell => Grid[cell] == 'S' ? 1.0 / starts : 0)],
        };
        for (var cell = 0; cell < States; cell++)
            for (var action = 0; action < Actions; action++)
                if (Grid[cell] is 'G' or 'H')
                    builder.Add(cell, action, new Transition(1, cell, Reward: 0, Terminates: true));
                else if (IsSlippery)
                    builder.Add(cell, action, Slip(cell, action, -1), Slip(cell, action, 0), Slip(cell, action, 1));
                else
                    builder.Add(cell, action, Arrive(cell, action, probability: 1));
        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas) => GridScenery.Draw(Grid, state, canvas);

    private Transition Slip(int cell, int action, int turn) =>
        Arrive(cell, (action + turn + 4) % 4, turn == 0 ? SuccessRate : (1 - SuccessRate) / 2);

    private Transition Arrive(int cell, int direction, double probability)
    {
        var (down, right) = GridSteps.LeftDownRightUp[direction];
        var next = Grid.Move(cell, down, right);
        return Grid[next] switch
        {
            'G' => new(probability, next, GoalReward, Terminates: true),
            'H' => new(probability, next, HoleReward, Terminates: true),
            _ => new(probability, next, FrozenReward),
        };
    }
}
