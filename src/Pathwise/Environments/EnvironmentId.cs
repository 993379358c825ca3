using System.Text.RegularExpressions;

namespace Pathwise.Environments;

/// <summary>The grammar of environments' names, Gymnasium's: <c>[namespace/]Name[-vN]</c>.</summary>
internal static partial class EnvironmentId
{
    /// <summary>Whether a name follows the grammar.</summary>
    public static bool IsValid(string id) => Grammar().IsMatch(id);

    /// <summary>Whether two names mean the same environment and differ in their versions alone;
    /// case does not count.</summary>
    public static bool DifferInVersion(string one, string other)
    {
        var (first, second) = (Grammar().Match(one), Grammar().Match(other));
        return first.Success && second.Success
            && string.Equals(
                first.Groups["name"].Value, second.Groups["name"].Value, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^(?<name>(?:[A-Za-z0-9_:-]+/)?[A-Za-z0-9_:.-]+?)(?:-v(?<version>[0-9]+))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
