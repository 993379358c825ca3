namespace Pathwise.Cli.Vae;

/// <summary>What <c>vae score</c> is asked for.</summary>
/// <param name="Run">The run's folder.</param>
internal sealed record AnomalyRequest(string Run)
{
    /// <summary>The images to score, a name or a path; null for the run's test images.</summary>
    public string? Data { get; init; }

    /// <summary>The column of labels of images that are a table.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The score's name; null for the model's own.</summary>
    public string? Score { get; init; }

    /// <summary>The share of known images that may be flagged.</summary>
    public double Rate { get; init; }

    /// <summary>Samples of z for each image; null for the score's own.</summary>
    public int? Samples { get; init; }

    /// <summary>The folder of the background's run.</summary>
    public string? Background { get; init; }

    /// <summary>Labels that mark anomalies among the images; empty for none.</summary>
    public IReadOnlyList<int> Anomalies { get; init; } = [];
}
