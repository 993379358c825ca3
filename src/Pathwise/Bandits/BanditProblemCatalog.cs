namespace Pathwise.Bandits;

/// <summary>The problems there are, by name.</summary>
/// <remarks>A problem as text is written as a strategy is: see <see cref="BanditCatalog"/>.
/// <c>gaussian:mean=4</c>, <c>bernoulli:20</c>. Arms of
/// known values take one value for each: <c>bernoulli-arms:0.03:0.035:0.05</c>. Immutable, so safe for concurrent
/// use.</remarks>
public sealed class BanditProblemCatalog
{
    private readonly BanditProblemEntry[] _entries;

    /// <inheritdoc cref="BanditProblemCatalog"/>
    /// <param name="entries">The problems, each with a name of its own.</param>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public BanditProblemCatalog(IEnumerable<BanditProblemEntry> entries)
    {
        _entries = [.. entries];
        if (_entries.DistinctBy(entry => entry.Id).Count() != _entries.Length)
            throw new ArgumentException("Every problem needs a name of its own.", nameof(entries));
    }

    /// <summary>The library's problems.</summary>
    public static BanditProblemCatalog Standard { get; } =
        new(
        [
            GaussianArms.CatalogEntry, GaussianArms.KnownEntry,
            BernoulliArms.CatalogEntry, BernoulliArms.KnownEntry,
            DriftingArms.CatalogEntry,
        ]);

    /// <summary>The problems, the book's testbed first.</summary>
    public IReadOnlyList<BanditProblemEntry> Entries => _entries;

    /// <summary>Finds a problem by its name.</summary>
    /// <param name="id">The name.</param>
    /// <exception cref="BadInputException">There is none; the sentence suggests the nearest.</exception>
    public BanditProblemEntry Find(string id) =>
        Array.Find(_entries, entry => entry.Id == id)
        ?? throw BadInputException.Unknown("bandit problem", id, [.. _entries.Select(entry => entry.Id)]);

    /// <summary>Makes a problem from its text.</summary>
    /// <param name="text">Such as <c>gaussian:arms=20</c>.</param>
    /// <exception cref="BadInputException">There is no such problem, or it has no such parameter, or a value is not
    /// allowed.</exception>
    public IBanditProblem Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().Split(':');
        var entry = Find(parts[0].Trim());
        return entry.Create(
            BanditArguments.Parse(parts.AsSpan(1), entry.Parameters, $"The problem '{text.Trim()}'", entry.Values));
    }
}
