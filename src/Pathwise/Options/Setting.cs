namespace Pathwise.Options;

/// <summary>One option of an algorithm, as help, forms and manifests show it.</summary>
/// <param name="Name">What a user types: <c>policyStepSize</c>.</param>
/// <param name="Type">What kind of value it takes: <c>real number</c>, <c>whole number</c>, <c>one of</c>, …</param>
/// <param name="Default">The default, as a user would type it.</param>
/// <param name="Range">What is allowed: <c>&gt; 0</c>, <c>[0, 1)</c>; empty where everything is.</param>
/// <param name="Allowed">The values of a choice; empty for other types.</param>
/// <param name="Symbol">How the source writes it, or null.</param>
/// <param name="Meaning">One phrase.</param>
/// <param name="Source">Where the default comes from, or null.</param>
public sealed record Setting(
    string Name,
    string Type,
    string Default,
    string Range,
    IReadOnlyList<string> Allowed,
    string? Symbol,
    string Meaning,
    string? Source)
{
    /// <summary>Whether its values are whole numbers.</summary>
    public bool IsWhole { get; init; }
}
