using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>The heuristic that more parameters are better: the largest network first, then the next.</summary>
/// <remarks>A space of up to 100,000 networks is sorted once, those of one size in random order, and begun anew when it
/// is through. In a larger one each proposal is the largest of some random networks that was not proposed before,
/// unless all of them were.</remarks>
public sealed class LargestNetworks : ISearchStrategy
{
    private const int MostSorted = 100_000;

    private readonly ISearchSpace _space;
    private readonly Func<Genotype, long> _parametersOf;
    private readonly LargestNetworksOptions _options;
    private readonly HashSet<Genotype> _proposed = [];
    private readonly List<Genotype> _history = [];
    private readonly int _count;
    private int[]? _order;
    private int _next;

    /// <inheritdoc cref="LargestNetworks"/>
    /// <param name="space">Where it searches.</param>
    /// <param name="parametersOf">The trainable numbers of a network.</param>
    /// <param name="options">Its options; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public LargestNetworks(
        ISearchSpace space, Func<Genotype, long> parametersOf, LargestNetworksOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(parametersOf);
        (_space, _parametersOf) = (space, parametersOf);
        _options = LargestNetworksOptions.Settings.Validated(options ?? new());
        var count = space.Count();
        _count = count <= MostSorted ? (int)count : 0;
    }

    /// <inheritdoc/>
    public int BatchSize => _options.BatchSize;

    /// <inheritdoc/>
    public void Propose(Span<Genotype> batch, ref Rng rng)
    {
        if (_count > 0) _order ??= Sorted(ref rng);
        foreach (ref var child in batch)
            child = _order is null ? LargestOfSome(ref rng) : At(_order[_next++ % _count]);
    }

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<Genotype> batch, ReadOnlySpan<double> rewards)
    {
        // Its mind is made up.
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<int>("order", _order ?? []);
        writer.Write<int>("next", [_next]);
        writer.Write<int>("proposed", [.. _history.SelectMany(one => one.Choices)]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _order = reader.ReadAll<int>("order") is { Length: > 0 } order ? order : null;
        Span<int> next = stackalloc int[1];
        reader.Read("next", next);
        _next = next[0];
        _proposed.Clear();
        _history.Clear();
        foreach (var choices in reader.ReadAll<int>("proposed").Chunk(_space.Decisions.Count))
            Remember(new(_space, choices));
    }

    /// <summary>The numbers of all networks, falling in size, after a shuffle that a stable sort keeps among
    /// equals.</summary>
    private int[] Sorted(ref Rng rng)
    {
        var numbers = Enumerable.Range(0, _count).ToArray();
        for (var i = numbers.Length - 1; i > 0; i--)
        {
            var other = rng.NextInt32(i + 1);
            (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
        }

        return [.. numbers.OrderByDescending(number => _parametersOf(At(number)))];
    }

    /// <summary>The network of a number: its digits are the choices, the last decision's the lowest.</summary>
    private Genotype At(int number)
    {
        var choices = new int[_space.Decisions.Count];
        for (var i = choices.Length - 1; i >= 0; i--)
            (number, choices[i]) = Math.DivRem(number, _space.Decisions[i].Count);
        return new(_space, choices);
    }

    private Genotype LargestOfSome(ref Rng rng)
    {
        Genotype? largest = null;
        var (size, isNew) = (long.MinValue, false);
        for (var drawn = 0; drawn < _options.Candidates; drawn++)
        {
            var candidate = _space.Sample(ref rng);
            var (candidateSize, candidateIsNew) = (_parametersOf(candidate), !_proposed.Contains(candidate));
            if (largest is not null && (isNew, size).CompareTo((candidateIsNew, candidateSize)) >= 0) continue;
            (largest, size, isNew) = (candidate, candidateSize, candidateIsNew);
        }

        Remember(largest!);
        return largest!;
    }

    private void Remember(Genotype genotype)
    {
        if (_proposed.Add(genotype)) _history.Add(genotype);
    }
}
