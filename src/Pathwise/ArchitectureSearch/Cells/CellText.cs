using System.Globalization;

namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>Reads the texts of cells.</summary>
internal static class CellText
{
    public static Cell Read(string text)
    {
        var parts = text.Split('=');
        if (parts.Length > 2) throw new BadInputException($"The cell '{text}' has two lists of outputs.");
        var blocks = parts[0].Split(',', StringSplitOptions.TrimEntries).Select(Block);
        return new(blocks, parts.Length == 1 ? null : parts[1].Split('.').Select(output => State(output, text)));
    }

    private static CellBlock Block(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus < 0) throw Wrong(text);
        var isConcatenated = text.AsSpan(plus).StartsWith("++");
        var (operationA, inputA) = Side(text[..plus], text);
        var (operationB, inputB) = Side(text[(plus + (isConcatenated ? 2 : 1))..], text);
        return new(
            inputA, inputB, operationA, operationB,
            isConcatenated ? CellCombiner.Concatenation : CellCombiner.Addition);
    }

    private static (CellOperation Operation, int Input) Side(string side, string block)
    {
        var parts = side.Split('@');
        return parts.Length == 2 ? (CellOperation.Find(parts[0]), State(parts[1], block)) : throw Wrong(block);
    }

    private static int State(string number, string place) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var state)
            ? state
            : throw new BadInputException($"'{number}' in '{place}' is no state; states are numbered from 0.");

    private static BadInputException Wrong(string block) => new(
        $"'{block}' is no block; a block is two operations on states, as in sep5@0+avg3@2, or with ++ where the "
        + "results are concatenated.");
}
