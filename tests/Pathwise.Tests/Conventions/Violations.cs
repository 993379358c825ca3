namespace Pathwise.Tests.Conventions;

/// <summary>Fails with all that breaks a rule, not with the first five.</summary>
internal static class Violations
{
    public static void AssertNone(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
