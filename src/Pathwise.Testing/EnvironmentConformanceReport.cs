namespace Pathwise.Testing;

/// <summary>What the checks of one environment found.</summary>
/// <param name="Id">The environment's name.</param>
/// <param name="Findings">Everything found, in the order of the checks; empty is best.</param>
public sealed record EnvironmentConformanceReport(string Id, IReadOnlyList<EnvironmentConformanceFinding> Findings)
{
    /// <summary>Throws if there is a finding.</summary>
    /// <param name="least">What is grave enough to throw for.</param>
    /// <exception cref="BadInputException">There is one; the message lists them all.</exception>
    public void ThrowIfAny(EnvironmentConformanceSeverity least = EnvironmentConformanceSeverity.Error)
    {
        var grave = Findings.Where(finding => finding.Severity >= least).ToArray();
        if (grave.Length > 0)
            throw new BadInputException($"{Id} does not conform: "
                + string.Join(" ", grave.Select(finding => $"[{finding.Check}] {finding.What}")));
    }

    /// <summary>One line for each finding.</summary>
    public override string ToString() => Findings.Count == 0
        ? $"{Id} conforms."
        : string.Join(
            Environment.NewLine, Findings.Select(finding => $"{finding.Severity}: [{finding.Check}] {finding.What}"));
}
