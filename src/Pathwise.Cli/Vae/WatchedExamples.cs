using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Cli.Vae;

/// <summary>Examples that tell how many of them have been read, and that stop being read when it is asked
/// for.</summary>
internal sealed class WatchedExamples(
    IExamples examples, IProgress<double> progress, double from, double to, CancellationToken cancellation) : IExamples
{
    private int _read;

    public int Count => examples.Count;

    public int Size => examples.Size;

    public void Read(int index, Span<float> example, ref Rng rng)
    {
        cancellation.ThrowIfCancellationRequested();
        examples.Read(index, example, ref rng);
        progress.Report(from + ((to - from) * Interlocked.Increment(ref _read) / Count));
    }
}
