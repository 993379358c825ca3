using System.Globalization;
using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures;

/// <summary>The picture of a solved process: a number for each state, and what to do in it.</summary>
public static class ProcessPicture
{
    /// <summary>The most states that a picture without a grid has bars for.</summary>
    public const int MostStates = 2000;

    private const int MostCells = 2500;
    private const double Whole = 1e-9;

    private static readonly string[]
        Directions = ["left", "down", "right", "up"], Quarters = ["west", "south", "east", "north"];

    /// <summary>Draws values and best actions: on a board where the states lie in a grid, else along an axis.</summary>
    /// <param name="title">What was solved: <c>"FrozenLake-v1, γ = 0.99"</c>.</param>
    /// <param name="process">The process.</param>
    /// <param name="values">v, [States].</param>
    /// <param name="actions">The labels of the best actions of each state, [States]; all of them where they
    /// tie.</param>
    /// <param name="grid">How the states lie in the plane; null where they do not.</param>
    /// <returns>Null if there are too many states to be told apart.</returns>
    public static Picture? Draw(
        string title, FiniteMdp process, IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<int>> actions,
        GridLayout? grid)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(actions);
        if (grid is not null && grid.Count == process.States)
            return grid.Count > MostCells ? null : Board(title, process, values, actions, grid);
        return process.States > MostStates ? null : Axis(title, process, values, actions);
    }

    /// <summary>Where an action's name says that it goes: 0 left or west, 1 down or south, 2 right or east,
    /// 3 up or north; −1 for none of these.</summary>
    public static int DirectionOf(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Math.Max(IndexIn(Directions), IndexIn(Quarters));

        int IndexIn(string[] names) =>
            Array.FindIndex(names, name => string.Equals(name, action, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Which states have something to decide: those in which an episode can be, and not be over.</summary>
    /// <returns>[States]; a state is not among them if no way leads there from the start, or if all its actions end the
    /// process for nothing.</returns>
    public static bool[] OpenStates(FiniteMdp process)
    {
        ArgumentNullException.ThrowIfNull(process);
        var open = new bool[process.States];
        var waiting = new Stack<int>();
        for (var state = 0; state < process.States; state++)
            if (process.Start.IsEmpty || process.Start[state] > 0) waiting.Push(state);
        while (waiting.TryPop(out var state))
        {
            if (open[state] || IsEnd(process, state)) continue;
            open[state] = true;
            for (var pair = process.FirstPairs[state]; pair < process.FirstPairs[state + 1]; pair++)
                for (var i = 0; i < process.TransitionsOf(pair); i++)
                    if (process.TransitionOf(pair, i) is { Terminates: false, Probability: > 0 } transition)
                        waiting.Push(transition.Next);
        }

        return open;
    }

    private static bool IsEnd(FiniteMdp process, int state)
    {
        for (var pair = process.FirstPairs[state]; pair < process.FirstPairs[state + 1]; pair++)
            for (var i = 0; i < process.TransitionsOf(pair); i++)
                if (process.TransitionOf(pair, i) is { Terminates: false } or { Reward: not 0 })
                    return false;
        return true;
    }

    private static Picture Board(
        string title, FiniteMdp process, IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<int>> actions,
        GridLayout grid)
    {
        var isOpen = OpenStates(process);
        var open = Enumerable.Range(0, process.States).Where(state => isOpen[state]).ToArray();
        var digits = Digits(open.Select(state => values[state]));
        var cells = new GridCell[grid.Count];
        for (var state = 0; state < cells.Length; state++)
        {
            var mark = grid[state] is ' ' or 'F' or '.' ? "" : grid[state].ToString();
            cells[state] = !isOpen[state]
                ? new(null, [], mark, IsWall: grid[state] != 'G')
                : new(values[state], ArrowsOf(process, actions[state]), mark);
        }

        var side = grid.Height switch { <= 4 => 92f, <= 6 => 78f, <= 10 => 64f, <= 20 => 40f, _ => 24f };
        return new Sheet(
            title, "Colour and number: value. Arrows: the best actions, all of them where they tie.", columns: 1,
            grid.Height * side)
            .Add(new GridPanel(
                "", grid.Height, cells, ColourScale.Of(open.Select(state => values[state])),
                value => Number(value, digits)))
            .ToPicture();
    }

    private static int[] ArrowsOf(FiniteMdp process, IReadOnlyList<int> labels) =>
        [.. labels.Select(label => DirectionOf(process.NameOfAction(label))).Where(direction => direction >= 0)];

    private static Picture Axis(
        string title, FiniteMdp process, IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<int>> actions)
    {
        var isOpen = OpenStates(process);
        double[] open = [.. Enumerable.Range(0, process.States).Where(state => isOpen[state])];
        var (low, high) = (Math.Min(0, values.Min()), Math.Max(0, values.Max()));
        if (high - low < 1e-12) high = low + 1;
        var value = new AxesPanel
        {
            Title = "value", XLabel = "state", YLabel = "v(s)", X = (-0.5, process.States - 0.5),
            Y = (low - (low < 0 ? 0.04 * (high - low) : 0), high + (0.04 * (high - low))), Aspect = 2.6f,
        };
        var labels = process.Labels.Length == 0 ? 1 : process.Labels.ToArray().Max() + 1;
        var action = new AxesPanel
        {
            Title = "best actions", XLabel = "state", YLabel = labels <= 12 ? "" : "action", Aspect = 2.6f,
            X = (-0.5, process.States - 0.5), Y = (-0.6, labels - 0.4),
            YTicks = labels > 12 ? null
                : [.. Enumerable.Range(0, labels).Select(label => ((double)label, process.NameOfAction(label)))],
        };
        var best = open.SelectMany(state => actions[(int)state].Select(label => (state, (double)label)));
        if (process.States <= 60)
            foreach (var state in open) value.Bar(state, 0.8, values[(int)state], Palette.Series(0));
        else if (open.Length > 0)
            value.Line(open, [.. open.Select(state => values[(int)state])], Palette.Series(0));
        action.Points(best, Palette.Series(1), process.States <= 60 ? 4 : 2.2f);
        return new Sheet(
            title, "Above: the value of each state. Below: its best actions, all of them where they tie.",
            columns: 1, panelHeight: 250).Add(value).Add(action).ToPicture();
    }

    /// <summary>How many decimals tell some numbers apart: none for whole ones, else three digits of the
    /// largest.</summary>
    public static int Digits(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (Array.TrueForAll(finite, value => Math.Abs(value - Math.Round(value)) < Whole)) return 0;
        return finite.Max(Math.Abs) switch { < 1 => 3, < 10 => 2, < 100 => 1, _ => 0 };
    }

    /// <summary>A number with some decimals, and a true minus sign.</summary>
    public static string Number(double value, int digits)
    {
        var text = value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAnyInRange('1', '9') ? text.Replace('-', '−') : text.TrimStart('-');
    }
}
