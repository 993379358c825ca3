namespace Pathwise.Figures.Published;

/// <summary>What a figure is told when it is computed.</summary>
/// <param name="Size">How much it computes.</param>
/// <param name="Threads">Threads that it may use; they change no bit of its numbers.</param>
/// <param name="Progress">Told how far it is.</param>
/// <param name="Cancellation">Ends the computation early.</param>
internal sealed record FigureWork(
    FigureSize Size, int Threads, IProgress<FigureProgress>? Progress, CancellationToken Cancellation)
{
    /// <summary>The parts that it computes; none if it is one piece.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Where it keeps parts, or null.</summary>
    public string? Folder { get; init; }

    /// <summary>The progress of a figure that tells fractions alone.</summary>
    public IProgress<double>? Fractions => Progress is null ? null : new Told<double>(
        fraction => Progress.Report(new(fraction, "")));

    /// <summary>A listener to fractions, as one to all.</summary>
    public static IProgress<FigureProgress>? TextOf(IProgress<double>? fractions) =>
        fractions is null ? null : new Told<FigureProgress>(progress => fractions.Report(progress.Fraction));

    /// <summary>One of two settings, as the size wants.</summary>
    public T Of<T>(T usual, T full) => Size == FigureSize.Full ? full : usual;

    /// <summary>Calls at once and on the thread that reports, as <see cref="Progress{T}"/> would not.</summary>
    private sealed class Told<T>(Action<T> listener) : IProgress<T>
    {
        public void Report(T value) => listener(value);
    }
}
