using Pathwise.Cli.Display;
using Pathwise.Experiments;
using Spectre.Console;

namespace Pathwise.Cli.Tests.Display;

public sealed class LiveDisplayTests
{
    [Fact]
    public void A_fraction_is_shown_on_a_terminal_and_the_result_comes_out()
    {
        using var error = new StringWriter();
        Assert.Equal(5, FractionDisplay.Show(Context(error, isTerminal: true), progress =>
        {
            progress.Report(0.5);
            Thread.Sleep(250);
            return 5;
        }));
        Assert.NotEmpty(error.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_work_throws_comes_out_as_itself(bool isTerminal)
    {
        using var error = new StringWriter();
        Assert.Throws<BadInputException>(() =>
            FractionDisplay.Show<int>(Context(error, isTerminal), _ => throw new BadInputException("No.")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Runs_are_shown_live_with_their_return_and_their_stage(int count)
    {
        using var error = new StringWriter();
        var context = Context(error, isTerminal: true);
        BoardRow[] rows = [.. Enumerable.Range(1, count).Select(seed => new BoardRow($"seed {seed}"))];
        foreach (var row in rows)
        {
            row.Learning();
            row.Report(new(5000, 10_000, 40, TimeSpan.FromSeconds(2), 2500, 123.4, TimeSpan.FromSeconds(2)));
        }

        new BoardDisplay(context.Terminal, TimeProvider.System).Show(rows, Task.Delay(150));
        Assert.Contains("123.4", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("5,000", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_not_all_runs_fit_those_at_work_are_shown_and_the_others_counted()
    {
        BoardView[] rows =
        [
            .. Enumerable.Range(1, 20).Select(seed => new BoardView(
                $"seed {seed}.",
                seed <= 6 ? "solved" : seed == 7 ? "not solved" : seed <= 9 ? "learning" : "waiting",
                seed <= 9 ? new TrainingProgress(5000, 10_000, 9, TimeSpan.FromSeconds(1), 100, 50, null) : null,
                [])),
        ];
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;
        console.Write(ManyRuns.Render(rows, height: 9));
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        foreach (var (line, name) in lines.AsSpan(1, 5).ToArray().Zip(["seed 5.", "seed 6.", "seed 7.", "seed 8.", "seed 9."]))
            Assert.StartsWith(name, line, StringComparison.Ordinal);
        Assert.StartsWith("and 4 solved, 11 waiting", lines[6], StringComparison.Ordinal);
        Assert.StartsWith("all: ", lines[7], StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_line_sums_up_all_runs()
    {
        BoardView View(long steps, double mean) =>
            new("seed", "learning", new TrainingProgress(steps, 1000, 9, TimeSpan.FromSeconds(1), 100, mean, null), []);
        Assert.Equal(
            "900 of 3,000 steps (30 %), return 15.0, 200 steps/s, 10.5 s left",
            BoardDisplay.PlainLine([View(400, 10), View(500, 20), new("seed", "waiting", null, [])]));
    }

    private static CommandContext Context(TextWriter error, bool isTerminal) =>
        new(new(TextWriter.Null, error, false, isTerminal), Catalogue.Standard, TimeProvider.System, CancellationToken.None);
}
