using System.Globalization;

namespace Pathwise.Datasets;

/// <summary>Labels as they are typed and stored, <c>4,9</c>, and the examples that have them.</summary>
public static class LabelList
{
    /// <summary>The text of labels.</summary>
    public static string Of(IEnumerable<int> labels) => string.Join(
        ',', labels.Select(label => label.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The labels of a text.</summary>
    /// <param name="text">Whole numbers, ≥ 0, with commas between.</param>
    /// <exception cref="BadInputException">It is something else.</exception>
    public static IReadOnlyList<int> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            .. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var label)
                    ? label
                    : throw new BadInputException(
                        $"The labels '{text}' cannot be used; they are whole numbers with commas between, as in 4,9.")),
        ];
    }

    /// <summary>Which examples have one of some labels.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="examples">The examples.</param>
    /// <returns>[examples].</returns>
    /// <exception cref="BadInputException">The examples have no labels, or one of the labels is of none of
    /// them.</exception>
    public static bool[] Marked(this IReadOnlyList<int> labels, Dataset examples)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(examples);
        var all = examples.Labels.ToArray();
        if (all.Length == 0 && labels.Count > 0) throw new BadInputException(
            $"The examples of '{examples.Name}' have no labels, so none can be named; leave them out.");
        foreach (var label in labels)
            if (!all.Contains(label)) throw new BadInputException(
                $"No example of '{examples.Name}' has the label {label}; there are {Of(all.Distinct().Order())}.");
        return all.Length == 0 ? new bool[examples.Count] : Array.ConvertAll(all, label => labels.Contains(label));
    }
}
