namespace Pathwise.Benchmarks;

/// <summary>One figure, beside what it is held to.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">The figure's unit.</param>
/// <param name="Figure">What came out.</param>
internal sealed record Measurement(string Name, string Unit, double Figure)
{
    /// <summary>The limit, or another program's figure, in the same unit; null if there is none.</summary>
    public double? Limit { get; init; }

    /// <summary>What the figure (or its ratio to the limit, if there is one) must reach; null if nothing.</summary>
    public double? Bar { get; init; }

    /// <summary>Whether less is better: times and bytes.</summary>
    public bool LessIsBetter { get; init; }

    public double? Ratio => Figure / Limit;

    public bool? Met => Bar is not { } bar ? null : LessIsBetter ? (Ratio ?? Figure) <= bar : (Ratio ?? Figure) >= bar;
}
