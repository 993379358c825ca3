using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>What the lines of a figure on the testbed share: threads, seeds, and the fraction that is done.</summary>
/// <param name="lines">How many lines there will be.</param>
/// <param name="progress">Told the fraction that is done; null for nobody.</param>
/// <param name="cancellation">Asks to stop.</param>
internal sealed class TestbedTeam(int lines, IProgress<double>? progress, CancellationToken cancellation) : IDisposable
{
    private const ulong Seed = 2;

    private int _begun;

    public Workers Workers { get; } = new(Environment.ProcessorCount);

    /// <summary>One seed for all lines: they face the same problems.</summary>
    public SeedSequence Seeds { get; } = new(Seed);

    public CancellationToken Cancellation => cancellation;

    /// <summary>Where the next line tells how many of its runs are done.</summary>
    public IProgress<int> NextPart(int runs) => new Part(_begun++, lines, runs, progress);

    /// <inheritdoc/>
    public void Dispose() => Workers.Dispose();

    private sealed class Part(int before, int lines, int runs, IProgress<double>? progress) : IProgress<int>
    {
        public void Report(int value) => progress?.Report((before + ((double)value / runs)) / lines);
    }
}
