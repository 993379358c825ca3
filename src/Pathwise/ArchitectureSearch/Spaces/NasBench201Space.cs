using System.Collections.Immutable;
using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>NAS-Bench-201: a cell of four nodes, with one of five operations on each of its six edges.</summary>
/// <remarks>
/// <para>Source: X. Dong, Y. Yang (2020), <i>NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture
/// Search</i>, §2. Edges in the order 1←0, 2←0, 2←1, 3←0, 3←1, 3←2; operations in the order of the table's
/// digits.</para>
/// <para>5⁶ = 15,625 cells, which <see cref="Canonical"/> puts into the paper's 6,466 classes: a skip passes its node
/// on, an edge without operation or from a node that is nothing is nothing, and the summands of a node are sorted. Sums
/// within sums are not opened, as in the paper: opened, and with nothings left out, 4,930 functions differ.</para>
/// </remarks>
public sealed class NasBench201Space : INetworkSpace
{
    /// <summary>Nodes of a cell; 0 is its input, the last its output.</summary>
    public const int Nodes = 4;

    private const string Nothing = "#";

    private static readonly string[] Operations =
        ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    private static readonly ImmutableArray<Decision> All =
    [
        .. from node in Enumerable.Range(1, Nodes - 1)
           from input in Enumerable.Range(0, node)
           select new Decision(
               string.Create(CultureInfo.InvariantCulture, $"edge from {input} to {node}"), Operations),
    ];

    /// <inheritdoc/>
    public string Name => "nasbench201";

    /// <inheritdoc/>
    public string Description =>
        "A cell of four nodes with one of five operations on each of its six edges: 5⁶ = 15,625 cells, in 6,466 "
        + "classes by the paper's rule. All of them have been trained: see the evaluator 'table'.";

    /// <inheritdoc/>
    public IReadOnlyList<Decision> Decisions => All;

    /// <summary>The operation on an edge, with its place among the choices.</summary>
    /// <param name="node">The node that it leads to, from 1.</param>
    /// <param name="input">The node that it comes from, below <paramref name="node"/>.</param>
    public static int EdgeOf(int node, int input) => (node * (node - 1) / 2) + input;

    /// <inheritdoc/>
    public string Canonical(ReadOnlySpan<int> choices)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(choices.Length, All.Length);
        var sums = new string[Nodes];
        sums[0] = "0";
        for (var node = 1; node < Nodes; node++)
        {
            var terms = new string[node];
            for (var input = 0; input < node; input++)
                terms[input] = Operations[choices[EdgeOf(node, input)]] switch
                {
                    "none" => Nothing,
                    _ when sums[input] == Nothing => Nothing,
                    "skip_connect" => sums[input],
                    var operation => $"({sums[input]})@{operation}",
                };
            Array.Sort(terms, StringComparer.Ordinal);
            sums[node] = string.Join('+', terms);
        }

        return sums[^1];
    }

    /// <summary>As the authors write it: <c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>.</summary>
    /// <param name="choices">The operation on each edge, [6].</param>
    public string Write(ReadOnlySpan<int> choices)
    {
        var nodes = new string[Nodes - 1];
        for (var node = 1; node < Nodes; node++)
        {
            nodes[node - 1] = "|";
            for (var input = 0; input < node; input++)
                nodes[node - 1] += string.Create(CultureInfo.InvariantCulture,
                    $"{Operations[choices[EdgeOf(node, input)]]}~{input}|");
        }

        return string.Join('+', nodes);
    }

    /// <summary>Reads the authors' form, or the six digits of the table: <c>421211</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="BadInputException">It is neither; the sentence says where.</exception>
    public int[] Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == All.Length && !text.AsSpan().ContainsAnyExceptInRange('0', '4'))
            return [.. text.Select(digit => digit - '0')];
        var nodes = text.Split('+');
        if (nodes.Length != Nodes - 1)
            throw new BadInputException($"'{text}' is no cell of {Name}; it is three nodes with + between, as in "
                + "|none~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|nor_conv_3x3~1|avg_pool_3x3~2|, or six digits "
                + "from 0 to 4.");
        return [.. nodes.SelectMany((node, index) => Node(node, index + 1))];
    }

    /// <inheritdoc/>
    public Blueprint ToBlueprint(ReadOnlySpan<int> choices, BlueprintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new NasBench201Network($"{Name}:{Write(choices)}", choices, options).Build();
    }

    private static int[] Node(string text, int node)
    {
        var edges = text.Trim('|').Split('|');
        var choices = new int[node];
        for (var input = 0; input < Math.Max(node, edges.Length); input++)
        {
            var parts = input < edges.Length ? edges[input].Split('~') : [];
            if (parts.Length != 2 || parts[1] != input.ToString(CultureInfo.InvariantCulture))
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                    $"Node {node} of the cell is '{text}'; it must be operations on the nodes from 0 to {node - 1}, in "
                    + $"order and each once, as in |skip_connect~0|."));
            if (input >= node)
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                    $"Node {node} of the cell refers to node {input}, which comes later; it can take the nodes from 0 "
                    + $"to {node - 1}."));
            choices[input] = All[EdgeOf(node, input)].IndexOf(parts[0]);
        }

        return choices;
    }
}
