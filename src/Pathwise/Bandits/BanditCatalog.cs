using System.Text.Json;

namespace Pathwise.Bandits;

/// <summary>The strategies there are, by name.</summary>
/// <remarks>
/// <para>A strategy as text is its name and, after colons, values for its parameters: by position
/// (<c>epsilon-greedy:0.1</c>), by name (<c>epsilon-greedy:epsilon=0.1:step-size=0.1</c>), or first the one and then
/// the other. What is not given has its default. Numbers may be powers (<c>2^-5</c>) and fractions
/// (<c>1/32</c>).</para>
/// <para>Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class BanditCatalog
{
    private readonly BanditStrategyEntry[] _entries;

    /// <inheritdoc cref="BanditCatalog"/>
    /// <param name="entries">The strategies, each with a name of its own.</param>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public BanditCatalog(IEnumerable<BanditStrategyEntry> entries)
    {
        _entries = [.. entries];
        if (_entries.DistinctBy(entry => entry.Id).Count() != _entries.Length)
            throw new ArgumentException("Every strategy needs a name of its own.", nameof(entries));
    }

    /// <summary>The library's strategies.</summary>
    public static BanditCatalog Standard { get; } = new(
    [
        Greedy.CatalogEntry,
        .. EpsilonGreedy.CatalogEntries,
        Greedy.OptimisticEntry,
        UpperConfidenceBound.CatalogEntry,
        GradientBandit.CatalogEntry,
        Boltzmann.CatalogEntry,
        GaussianThompsonSampling.CatalogEntry,
        BernoulliThompsonSampling.CatalogEntry,
    ]);

    /// <summary>The strategies, in the order of the book.</summary>
    public IReadOnlyList<BanditStrategyEntry> Entries => _entries;

    /// <summary>Finds a strategy by its name.</summary>
    /// <param name="id">The name.</param>
    /// <exception cref="BadInputException">There is none; the sentence suggests the nearest.</exception>
    public BanditStrategyEntry Find(string id) =>
        Array.Find(_entries, entry => entry.Id == id)
        ?? throw BadInputException.Unknown("strategy", id, [.. _entries.Select(entry => entry.Id)]);

    /// <summary>Makes a strategy from its text.</summary>
    /// <param name="text">Such as <c>ucb:2</c>.</param>
    /// <exception cref="BadInputException">There is no such strategy, or it has no such parameter, or a value is not
    /// allowed.</exception>
    public IBanditStrategy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().Split(':');
        var entry = Find(parts[0].Trim());
        return entry.Create(BanditArguments.Parse(parts.AsSpan(1), entry.Parameters, $"The strategy '{text.Trim()}'"));
    }

    /// <summary>Makes strategies from a list, as the command line takes it.</summary>
    /// <param name="list">Texts with commas between them: <c>epsilon-greedy:0.1,ucb:2</c>.</param>
    /// <exception cref="BadInputException">The list is empty, or as of <see cref="Parse"/>.</exception>
    public IReadOnlyList<IBanditStrategy> ParseList(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var texts = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return texts.Length == 0
            ? throw new BadInputException(
                $"At least one strategy is needed; there are: {string.Join(", ", _entries.Select(entry => entry.Id))}.")
            : [.. texts.Select(Parse)];
    }

    /// <summary>Makes the bandit whose state was saved, strategy, arms and all.</summary>
    /// <param name="state">What <see cref="IBandit.Save"/> wrote.</param>
    /// <param name="catalog">The strategies there are; null for the library's.</param>
    /// <exception cref="BadInputException">It is not such a state.</exception>
    public static IBandit Restore(JsonElement state, BanditCatalog? catalog = null)
    {
        var strategy = (catalog ?? Standard).Parse(BanditState.Strategy(state));
        var bandit = strategy.NewBandit(BanditState.Arms(state, strategy.Entry.Memory));
        bandit.Load(state);
        return bandit;
    }
}
