namespace Pathwise.Figures.Published;

/// <summary>How much of a figure is to be computed, and how.</summary>
public sealed record FigureRequest
{
    /// <summary>How much is computed.</summary>
    /// <value>Default usual.</value>
    public FigureSize Size { get; init; }

    /// <summary>Threads, ≥ 1, which change no number.</summary>
    /// <value>Default null: one for each core.</value>
    public int? Threads { get; init; }

    /// <summary>Names of the parts that are computed, or of pieces of them between slashes: <c>ppo</c>,
    /// <c>CartPole-v1</c> or <c>ppo/CartPole-v1</c>; parts that were kept from before are shown beside them.</summary>
    /// <value>Default none: all.</value>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Where a figure of parts keeps them, so that it goes on where it was ended; null: nowhere.</summary>
    /// <value>Default null.</value>
    public string? Folder { get; init; }
}
