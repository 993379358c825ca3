using System.Globalization;
using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.Textbook;

/// <summary>The gambler's problem: stake on tosses of a coin until all is lost, or 100 won.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(51)</c>: the stake, 1 to the lesser of the capital and what lacks to 100; a greater
/// one is cut to that, and 0 counts as 1. The book allows the stake 0 too, which only waits; it is left out, for a
/// policy that waits for ever has no value at γ = 1.</para>
/// <para><b>Observations</b> <c>Discrete(101)</c>: the capital.</para>
/// <para><b>Reward</b> 1 on reaching 100, 0 otherwise: a value is the probability of getting there.</para>
/// <para><b>Start</b> a capital of 1 to 99, all equally likely; the book says nothing of it.</para>
/// <para><b>Episode end</b> terminated at 0 and at 100, states without actions. There is no time limit.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018), Example 4.3, with p_h = 0.4.</para>
/// </remarks>
public sealed record GamblersProblem : IFiniteProblem
{
    /// <summary>The capital that is aimed at.</summary>
    public const int Goal = 100;

    private readonly double _heads = 0.4;

    /// <summary>p_h, the probability that the coin comes up heads and the stake is won, in [0, 1].</summary>
    /// <value>Default 0.4.</value>
    /// <exception cref="BadInputException">It is no probability.</exception>
    public double Heads
    {
        get => _heads;
        init => _heads = value is >= 0 and <= 1
            ? value
            : throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"A coin cannot come up heads with probability {value}; it must be from 0 to 1."));
    }

    /// <inheritdoc/>
    public int States => Goal + 1;

    /// <inheritdoc/>
    public int Actions => (Goal / 2) + 1;

    /// <inheritdoc/>
    public GridLayout? Grid => null;

    /// <summary>What can be chosen by name.</summary>
    internal static EnvironmentParameter<GamblersProblem>[] Parameters { get; } =
    [
        EnvironmentParameter<GamblersProblem>.Number("heads", "probability that a stake is won",
            problem => problem.Heads, (problem, heads) => problem with { Heads = heads }, "0 to 1"),
    ];

    /// <inheritdoc/>
    public FiniteMdp ToProcess()
    {
        var builder = new FiniteMdpBuilder(States)
        {
            Start = [.. Enumerable.Range(0, States).Select(capital => capital is 0 or Goal ? 0 : 1.0 / (Goal - 1))],
        };
        for (var capital = 1; capital < Goal; capital++)
            for (var stake = 1; stake <= Math.Min(capital, Goal - capital); stake++)
                builder.Add(capital, stake,
                    new Transition(Heads, capital + stake, capital + stake == Goal ? 1 : 0),
                    new Transition(1 - Heads, capital - stake, 0));
        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(-2, 0, Goal + 2, 30);
        canvas.Line([new(0, 5), new(Goal, 5)], 1, Ink.Grey);
        canvas.Line([new(Goal, 2), new(Goal, 20)], 1, Ink.Green);
        canvas.Polygon([new(0, 6), new(state + 0.5, 6), new(state + 0.5, 14), new(0, 14)], Ink.Blue);
        canvas.Text(new(Goal / 2.0, 23), 8, state.ToString(CultureInfo.InvariantCulture), Ink.Black);
    }
}
