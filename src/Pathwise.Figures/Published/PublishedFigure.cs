namespace Pathwise.Figures.Published;

/// <summary>A figure in print that can be computed anew.</summary>
public sealed class PublishedFigure
{
    private readonly Func<PublishedFigure, IProgress<double>?, CancellationToken, FigureReport> _compute;

    internal PublishedFigure(
        string id,
        string title,
        string summary,
        string source,
        Func<PublishedFigure, IProgress<double>?, CancellationToken, FigureReport> compute) =>
        (Id, Title, Summary, Source, _compute) = (id, title, summary, source, compute);

    /// <summary>Its name on the command line: <c>"figure-13.1"</c>.</summary>
    public string Id { get; }

    /// <summary>One line.</summary>
    public string Title { get; }

    /// <summary>What is done, in a sentence or two.</summary>
    public string Summary { get; }

    /// <summary>Where it was published, and where the numbers that are compared come from.</summary>
    public string Source { get; }

    /// <summary>Computes the figure on all cores: the same numbers on every machine and for any number of
    /// threads.</summary>
    /// <param name="progress">Told the fraction that is done, from 0 to 1, from any thread; null for nobody.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public FigureReport Reproduce(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        _compute(this, progress, cancellation);
}
