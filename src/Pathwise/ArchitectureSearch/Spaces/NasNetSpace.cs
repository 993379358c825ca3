using System.Collections.Immutable;
using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Cells;

namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>NASNet's search space: a normal and a reduction cell of B blocks, five choices a block.</summary>
/// <remarks>
/// <para>Source: B. Zoph et al. (2018), <i>Learning Transferable Architectures for Scalable Image Recognition</i>,
/// §3.1. Block b chooses two of b + 1 hidden states (h_i, h_{i−1}, and the blocks before it), one of 13 operations for
/// each, and whether the results are added or concatenated. A cell's output concatenates the states that no block
/// takes.
/// </para>
/// <para>Sequences of choices: (∏ over b from 1 to B of (b + 1)² · 13² · 2)²; for B = 5, (720² · 338⁵)² ≈ 5.2·10³⁶.
/// <see cref="Canonical"/> is the same for cells that <see cref="CellIsomorphism"/> takes for one.</para>
/// </remarks>
public sealed class NasNetSpace : INetworkSpace
{
    private const int ChoicesOfBlock = 5, DefaultSize = 32, DefaultRepeats = 2, DefaultFilters = 32;

    private readonly ImmutableArray<Decision> _decisions;

    /// <inheritdoc cref="NasNetSpace"/>
    /// <param name="blocks">B, the blocks of a cell, from 1 to 10; the paper has 5.</param>
    public NasNetSpace(int blocks = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, 10);
        Blocks = blocks;
        _decisions = [.. Decide("normal"), .. Decide("reduction")];
    }

    /// <summary>B, the blocks of a cell.</summary>
    public int Blocks { get; }

    /// <summary><c>nasnet</c>, with the number of blocks where it is not 5.</summary>
    public string Name => Blocks == 5 ? "nasnet" : string.Create(CultureInfo.InvariantCulture, $"nasnet-{Blocks}");

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"A normal and a reduction cell of {Blocks} blocks. Block b takes two of b + 1 hidden states, does one of 13 ")
        + "operations on each, and adds or concatenates the results: (b + 1)² · 13² · 2 ways. A cell puts out what no "
        + "block takes.";

    /// <inheritdoc/>
    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>The cells that choices make.</summary>
    /// <param name="choices">The index of an option for each decision, [Decisions.Count].</param>
    public CellPair CellsOf(ReadOnlySpan<int> choices)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(choices.Length, _decisions.Length);
        return new(CellOf(choices[..(Blocks * ChoicesOfBlock)]), CellOf(choices[(Blocks * ChoicesOfBlock)..]));
    }

    /// <summary>The choices that make cells.</summary>
    /// <param name="cells">Cells of <see cref="Blocks"/> blocks that put out what no block takes.</param>
    /// <exception cref="BadInputException">They are others.</exception>
    public int[] ChoicesOf(CellPair cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return [.. ChoicesOf(cells.Normal, "normal"), .. ChoicesOf(cells.Reduction, "reduction")];
    }

    /// <inheritdoc/>
    public string Canonical(ReadOnlySpan<int> choices) => CellsOf(choices).Canonical().ToString();

    /// <inheritdoc/>
    public string Write(ReadOnlySpan<int> choices) => CellsOf(choices).ToString();

    /// <inheritdoc/>
    public int[] Read(string text) => ChoicesOf(CellPair.Parse(text));

    /// <inheritdoc/>
    public Blueprint ToBlueprint(ReadOnlySpan<int> choices, BlueprintOptions options) =>
        ToBlueprint(CellsOf(choices), options);

    /// <summary>The network of two cells, which need not be of a search space.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="options">Images, classes and size: 2 @ 32 filters where none is told, the paper's while it
    /// searches.</param>
    public static Blueprint ToBlueprint(CellPair cells, BlueprintOptions options)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(options);
        return new CellNetworkPlan
        {
            Name = $"nasnet:{cells}",
            Cells = cells,
            Input = options.Input(DefaultSize),
            Classes = options.Classes,
            Repeats = options.Repeats ?? DefaultRepeats,
            Filters = options.Filters ?? DefaultFilters,
            DropPath = options.DropPath,
            Dropout = options.Dropout,
        }.ToBlueprint();
    }

    private IEnumerable<Decision> Decide(string cell)
    {
        string[] operations = [.. CellOperation.All.Select(operation => operation.Symbol)];
        for (var block = 1; block <= Blocks; block++)
        {
            string[] states = [.. Enumerable.Range(0, block + 1).Select(Cell.NameOf)];
            var name = string.Create(CultureInfo.InvariantCulture, $"{cell} block {block}");
            yield return new($"{name} input A", states);
            yield return new($"{name} input B", states);
            yield return new($"{name} operation A", operations);
            yield return new($"{name} operation B", operations);
            yield return new($"{name} combiner", ["add", "concat"]);
        }
    }

    private static Cell CellOf(ReadOnlySpan<int> choices)
    {
        var blocks = new CellBlock[choices.Length / ChoicesOfBlock];
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = choices.Slice(i * ChoicesOfBlock, ChoicesOfBlock);
            blocks[i] = new(
                block[0], block[1], CellOperation.All[block[2]], CellOperation.All[block[3]], (CellCombiner)block[4]);
        }

        return new(blocks);
    }

    private IEnumerable<int> ChoicesOf(Cell cell, string name)
    {
        if (cell.Blocks.Length != Blocks)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"The {name} cell has {cell.Blocks.Length} blocks; in the space '{Name}' it has {Blocks}."));
        if (!cell.Outputs.SequenceEqual(Cell.Unused(cell.Blocks)))
            throw new BadInputException($"The {name} cell concatenates other states than those that no block takes, "
                + $"{string.Join('.', Cell.Unused(cell.Blocks))}; the space '{Name}' has no such cell.");
        return cell.Blocks.SelectMany(block => (int[])
        [
            block.InputA, block.InputB, CellOperation.All.IndexOf(block.OperationA),
            CellOperation.All.IndexOf(block.OperationB), (int)block.Combiner,
        ]);
    }
}
