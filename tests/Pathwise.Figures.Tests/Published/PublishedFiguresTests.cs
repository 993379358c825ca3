using Pathwise.Figures.Published;

namespace Pathwise.Figures.Tests.Published;

public sealed class PublishedFiguresTests
{
    [Fact]
    public void A_misspelt_figure_is_bad_input_with_a_suggestion()
    {
        var error = Assert.Throws<BadInputException>(() => PublishedFigures.Find("figure-13.3"));
        Assert.Contains("did you mean 'figure-13.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_names_what_is_not_within()
    {
        var figure = PublishedFigures.Find("figure-13.2");
        var picture = LearningCurve.Draw("any", [new("any", [new([1], [1])])]);
        var report = new FigureReport(figure, [new("near", -12, 0.1, -12.1, 0.1), new("far", 5, 0.1, -12.1, 0.1)], picture);
        Assert.False(report.Within);
        Assert.Contains("| near | −12.000 | 0.100 | −12.100 | 0.100 | yes |", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("| far | 5.000 | 0.100 | −12.100 | 0.100 | **no** |", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_says_bars_and_leaves_out_what_no_source_prints()
    {
        var picture = LearningCurve.Draw("any", [new("any", [new([1], [1])])]);
        var report = new FigureReport(
            PublishedFigures.Find("figure-13.2"),
            [
                FigureRow.AtLeast("up", 900, 2, 556), FigureRow.AtMost("down", 91, 0.2, 93),
                FigureRow.Alone("alone", 4, 0.1), FigureRow.Alone("summed", 5, 0),
            ],
            picture)
        {
            Note = "Half of it.",
        };
        var text = report.ToMarkdown();
        Assert.Contains("\n\nHalf of it.\n\n", text, StringComparison.Ordinal);
        Assert.Contains("| up | 900.000 | 2.000 | ≥ 556.000 |  | yes |", text, StringComparison.Ordinal);
        Assert.Contains("| down | 91.000 | 0.200 | ≤ 93.000 |  | yes |", text, StringComparison.Ordinal);
        Assert.Contains("| alone | 4.000 | 0.100 |  |  |  |", text, StringComparison.Ordinal);
        Assert.Contains("| summed | 5.000 |  |  |  |  |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_says_which_size_was_computed()
    {
        var picture = LearningCurve.Draw("any", [new("any", [new([1], [1])])]);
        var report = new FigureReport(PublishedFigures.Find("loss-weights"), [FigureRow.Alone("p(x|z)", 4, 0.1)], picture);
        Assert.Contains(@"| p(x\|z) | 4.000 |", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("\n\nIn the usual size; in full: 50 epochs", report.ToMarkdown(), StringComparison.Ordinal);
        var full = report with { Size = FigureSize.Full };
        Assert.Contains("\n\nIn full: 50 epochs", full.ToMarkdown(), StringComparison.Ordinal);
        var ofOneSize = report with { Figure = PublishedFigures.Find("figure-4.1") };
        Assert.DoesNotContain("usual size", ofOneSize.ToMarkdown(), StringComparison.Ordinal);
    }
}
