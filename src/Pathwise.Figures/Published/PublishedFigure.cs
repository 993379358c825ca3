namespace Pathwise.Figures.Published;

/// <summary>A figure in print that can be computed anew.</summary>
public sealed class PublishedFigure
{
    private readonly Func<PublishedFigure, FigureWork, FigureReport> _compute;

    /// <summary>A figure of one size, computed on all cores.</summary>
    internal PublishedFigure(
        string id,
        string title,
        string summary,
        string source,
        Func<PublishedFigure, IProgress<double>?, CancellationToken, FigureReport> compute)
    {
        (Id, Title, Summary, Source) = (id, title, summary, source);
        _compute = (figure, work) => compute(figure, work.Fractions, work.Cancellation);
    }

    /// <summary>A figure of two sizes.</summary>
    internal PublishedFigure(
        string id,
        string title,
        string summary,
        string source,
        string fullSize,
        Func<PublishedFigure, FigureWork, FigureReport> compute) =>
        (Id, Title, Summary, Source, FullSize, _compute) = (id, title, summary, source, fullSize, compute);

    /// <summary>Its name on the command line: <c>"figure-13.1"</c>.</summary>
    public string Id { get; }

    /// <summary>One line.</summary>
    public string Title { get; }

    /// <summary>What is done, in a sentence or two.</summary>
    public string Summary { get; }

    /// <summary>Where it was published, and where the numbers that are compared come from.</summary>
    public string Source { get; }

    /// <summary>What its full size is and takes; empty if it has one size, which is computed on all cores.</summary>
    public string FullSize { get; } = "";

    /// <summary>Computes the figure on all cores, in its usual size: the same numbers on every machine and for any
    /// number of threads.</summary>
    /// <param name="progress">Told the fraction that is done, from 0 to 1, from any thread; null for nobody.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public FigureReport Reproduce(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Reproduce(FigureSize.Usual, threads: null, FigureWork.TextOf(progress), cancellation);

    /// <summary>Computes the figure in one of its sizes.</summary>
    /// <param name="size">How much is computed.</param>
    /// <param name="threads">Threads, ≥ 1, which change no number; null for one for each core.</param>
    /// <param name="progress">Told the fraction that is done, from any thread; null for nobody.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    /// <exception cref="BadInputException">It has one size, or what it needs is not here.</exception>
    public FigureReport Reproduce(
        FigureSize size, int? threads, IProgress<FigureProgress>? progress, CancellationToken cancellation)
    {
        Check(size, threads);
        var work = new FigureWork(size, threads ?? Environment.ProcessorCount, progress, cancellation);
        return _compute(this, work) with { Size = size };
    }

    /// <summary>Checks that the figure can be computed so.</summary>
    /// <param name="size">How much is computed.</param>
    /// <param name="threads">Threads, or null.</param>
    /// <exception cref="BadInputException">It has one size, and is computed on all cores.</exception>
    public void Check(FigureSize size, int? threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1);
        if (FullSize.Length > 0) return;
        if (size == FigureSize.Full) throw new BadInputException(
            $"The figure '{Id}' has one size, which is the full one; leave --full out.");
        if (threads is not null) throw new BadInputException(
            $"The figure '{Id}' is computed on all cores; leave --threads out.");
    }
}
