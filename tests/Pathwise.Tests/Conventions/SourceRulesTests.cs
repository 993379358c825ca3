using System.Text.RegularExpressions;

namespace Pathwise.Tests.Conventions;

/// <summary>The house rules that can only be read from the sources.</summary>
public sealed partial class SourceRulesTests
{
    private const int MaxLines = 400, MaxColumns = 120;

    private static readonly (string File, string[] Lines)[] Sources =
        [.. Repository.ShippedSources.Select(file => (Repository.Relative(file), File.ReadAllLines(file)))];

    [Fact]
    public void There_are_sources() => Assert.True(Sources.Length > 50);

    [Fact]
    public void A_file_has_at_most_400_lines() =>
        Violations.AssertNone(Sources.Where(source => source.Lines.Length > MaxLines).Select(source => $"{source.File}: {source.Lines.Length}"));

    [Fact]
    public void A_line_ends_in_time_but_for_the_formulas_in_its_margin() => AssertNoLine(IsTooLong);

    [Fact]
    public void Nothing_is_left_for_later() => AssertNoLine(Unfinished().IsMatch);

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var (file, lines) in Sources.Where(source => !source.File.EndsWith("/Program.cs", StringComparison.Ordinal)))
        {
            var folders = Path.GetDirectoryName(file)!.Replace('\\', '/').Split('/')[1..];
            var line = Array.Find(lines, text => text.StartsWith("namespace ", StringComparison.Ordinal));
            Assert.True(line == $"namespace {string.Join('.', folders)};" || IsAssemblyWide(lines), $"{file}: {line}");
        }

        static bool IsAssemblyWide(string[] lines) => lines.Any(l => l.StartsWith("[assembly:", StringComparison.Ordinal))
            && !lines.Any(l => l.StartsWith("namespace ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_line_is_told_from_a_long_margin()
    {
        var code = new string('x', MaxColumns - 20);
        Assert.False(IsTooLong(code + "   // " + new string('y', 100)));
        Assert.True(IsTooLong(code + code));
        Assert.True(IsTooLong(code + code + "  // y"));
        Assert.True(IsTooLong("    /// " + code + code));
        Assert.True(IsTooLong("    // " + code + code));
    }

    [Theory]
    [InlineData("// TO" + "DO: later", true)]
    [InlineData("throw new NotImplemented" + "Exception();", true)]
    [InlineData("// what to do later", false)]
    public void Unfinished_lines_are_recognised(string line, bool unfinished) =>
        Assert.Equal(unfinished, Unfinished().IsMatch(line));

    private static void AssertNoLine(Predicate<string> isWrong) => Violations.AssertNone(
        from source in Sources
        from line in source.Lines.Select((text, index) => (Text: text, Number: index + 1))
        where isWrong(line.Text)
        select $"{source.File}({line.Number})");

    private static bool IsTooLong(string line)
    {
        if (line.Length <= MaxColumns) return false;
        var margin = line.LastIndexOf(" // ", StringComparison.Ordinal);
        return margin < 0 || line[..margin].Trim().Length == 0 || line[..margin].TrimEnd().Length > MaxColumns;
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex Unfinished();
}
