using System.Collections.Immutable;
using System.Globalization;

namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>A cell: blocks in order, and which states are concatenated into its output.</summary>
/// <remarks>
/// <para>Source: Zoph et al. (2018), §3.1. The paper concatenates the states that no block takes: <see cref="Unused"/>;
/// the released NASNet-A concatenates others, hence the list.</para>
/// <para>Immutable; equal if blocks and outputs are, in their order. <see cref="CellIsomorphism"/> knows when two are
/// the same network.</para>
/// </remarks>
public sealed class Cell : IEquatable<Cell>
{
    /// <summary>States that come from outside: h_i and h_{i−1}.</summary>
    public const int Inputs = 2;

    /// <inheritdoc cref="Cell"/>
    /// <param name="blocks">The blocks, at least one.</param>
    /// <param name="outputs">The states that are concatenated; left out: those that no block takes.</param>
    /// <exception cref="BadInputException">There is no block, one takes a state that comes later, or an output is no
    /// state.</exception>
    public Cell(IEnumerable<CellBlock> blocks, IEnumerable<int>? outputs = null)
    {
        Blocks = [.. blocks];
        if (Blocks.IsEmpty) throw new BadInputException("A cell has no blocks; it must have at least one.");
        for (var i = 0; i < Blocks.Length; i++)
            foreach (var input in (ReadOnlySpan<int>)[Blocks[i].InputA, Blocks[i].InputB])
                if (input < 0 || input >= i + Inputs) throw Later(i, input);
        Outputs = [.. (outputs ?? Unused(Blocks)).Order()];
        if (Outputs.IsEmpty || Outputs.Distinct().Count() < Outputs.Length || Outputs[0] < 0
            || Outputs[^1] >= Blocks.Length + Inputs)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"The output of a cell must concatenate some of its states from 0 to {Blocks.Length + Inputs - 1}, "
                + $"each once, not '{string.Join('.', Outputs)}'."));
    }

    /// <summary>The blocks, in an order in which each takes states of earlier ones only.</summary>
    public ImmutableArray<CellBlock> Blocks { get; }

    /// <summary>The states that are concatenated into the output, rising.</summary>
    public ImmutableArray<int> Outputs { get; }

    /// <summary>The states that no block takes, the two from outside among them.</summary>
    /// <param name="blocks">The blocks.</param>
    public static IEnumerable<int> Unused(ImmutableArray<CellBlock> blocks) =>
        Enumerable.Range(0, blocks.Length + Inputs)
            .Where(state => blocks.All(block => block.InputA != state && block.InputB != state));

    /// <summary>A state in words: <c>h_i</c>, <c>h_{i−1}</c> or <c>block 3</c>.</summary>
    /// <param name="state">Its number.</param>
    public static string NameOf(int state) => state switch
    {
        0 => "h_i",
        1 => "h_{i-1}",
        _ => string.Create(CultureInfo.InvariantCulture, $"block {state - 1}"),
    };

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Blocks with commas between; then perhaps <c>=</c> and the outputs with dots between.</param>
    /// <exception cref="BadInputException">It is no cell; the sentence says where.</exception>
    public static Cell Parse(string text) => CellText.Read(text);

    /// <summary><c>sep5@0+sep3@1,id@0+avg3@2=1.2.3</c>; outputs are left out where they are the states that no block
    /// takes.</summary>
    public override string ToString()
    {
        var blocks = string.Join(',', Blocks);
        return Outputs.SequenceEqual(Unused(Blocks)) ? blocks : $"{blocks}={string.Join('.', Outputs)}";
    }

    /// <inheritdoc/>
    public bool Equals(Cell? other) =>
        other is not null && Blocks.SequenceEqual(other.Blocks) && Outputs.SequenceEqual(other.Outputs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Cell);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static BadInputException Later(int block, int input) => new(string.Create(CultureInfo.InvariantCulture,
        $"Block {block + 1} takes state {input}, "
        + $"{(input < 0 ? "which is none" : $"{NameOf(input)}, which comes later")}; it can take states from 0 to "
        + $"{block + 1}: h_i, h_{{i-1}}, and the blocks before it."));
}
