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

    /// <summary>A figure of parts, each of which is computed once and kept.</summary>
    internal PublishedFigure(
        string id,
        string title,
        string summary,
        string source,
        IReadOnlyList<string> parts,
        Func<PublishedFigure, FigureWork, FigureReport> compute) =>
        (Id, Title, Summary, Source, Parts, _compute) = (id, title, summary, source, parts, compute);

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

    /// <summary>Its parts by name, such as <c>ppo/CartPole-v1</c>, of which some can be computed alone; none if it is
    /// one piece.</summary>
    public IReadOnlyList<string> Parts { get; } = [];

    /// <summary>Computes the figure on all cores, in its usual size: the same numbers on every machine and for any
    /// number of threads.</summary>
    /// <param name="progress">Told the fraction that is done, from 0 to 1, from any thread; null for nobody.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public FigureReport Reproduce(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Reproduce(new(), FigureWork.TextOf(progress), cancellation);

    /// <summary>Computes the figure, or a part of it.</summary>
    /// <param name="request">How much of it, and how.</param>
    /// <param name="progress">Told the fraction that is done, from any thread; null for nobody.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="OperationCanceledException">It was ended early; what is kept goes on from there.</exception>
    /// <exception cref="BadInputException">It has one size or no such parts, or what it needs is not here.</exception>
    public FigureReport Reproduce(
        FigureRequest request, IProgress<FigureProgress>? progress, CancellationToken cancellation)
    {
        Check(request);
        var work = new FigureWork(
            request.Size, request.Threads ?? Environment.ProcessorCount, progress, cancellation)
        {
            Parts = Selected(request.Only), Folder = request.Folder,
        };
        return _compute(this, work) with { Size = request.Size };
    }

    /// <summary>Checks that the figure can be computed so.</summary>
    /// <param name="request">How much of it, and how.</param>
    /// <exception cref="BadInputException">It has one size, is computed on all cores, or has no such parts.</exception>
    public void Check(FigureRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Threads ?? 1, 1);
        if (FullSize.Length == 0 && request.Size == FigureSize.Full) throw new BadInputException(
            $"The figure '{Id}' has one size, which is the full one; leave --full out.");
        if (FullSize.Length == 0 && Parts.Count == 0 && request.Threads is not null) throw new BadInputException(
            $"The figure '{Id}' is computed on all cores; leave --threads out.");
        if (Parts.Count == 0 && request.Only.Count > 0) throw new BadInputException(
            $"The figure '{Id}' is one piece; leave --only out.");
        Selected(request.Only);
    }

    /// <summary>The parts that begin with one of the names, or have it between slashes; all if there are no
    /// names.</summary>
    private string[] Selected(IReadOnlyList<string> names)
    {
        var selected = new HashSet<string>();
        foreach (var name in names)
        {
            var parts = Parts.Where(part => IsOf(part, name)).ToArray();
            string[] known = [.. Parts.SelectMany(part => part.Split('/')).Distinct(), .. Parts];
            if (parts.Length == 0) throw BadInputException.Unknown($"part in {Id}", name, known);
            selected.UnionWith(parts);
        }

        return [.. Parts.Where(part => names.Count == 0 || selected.Contains(part))];
    }

    private static bool IsOf(string part, string name) =>
        $"{part}/".StartsWith($"{name}/", StringComparison.OrdinalIgnoreCase)
        || part.Split('/').Contains(name, StringComparer.OrdinalIgnoreCase);
}
