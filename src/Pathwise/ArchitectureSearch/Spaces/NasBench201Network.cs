using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>The network around a cell of NAS-Bench-201: a convolution, N cells, a residual block of stride 2 that
/// doubles the channels, N cells, another, N cells, and a classifier.</summary>
/// <remarks>Source: Dong, Yang (2020), Figure 1, and the released code. All operations of the cell are built, those
/// whose results reach no output too, as there.</remarks>
internal sealed class NasBench201Network
{
    private const int DefaultSize = 32, DefaultRepeats = 5, DefaultFilters = 16, Stages = 3;

    private static readonly BatchNormalizationLayer Normalization = new(Epsilon: 1e-5, Decay: 0.9);

    private readonly BlueprintBuilder _builder;
    private readonly BlueprintOptions _options;
    private readonly int[] _choices;

    public NasBench201Network(string name, ReadOnlySpan<int> choices, BlueprintOptions options)
    {
        (_choices, _options) = (choices.ToArray(), options);
        _builder = new(name, options.Input(DefaultSize));
    }

    public Blueprint Build()
    {
        var (repeats, filters) = (_options.Repeats ?? DefaultRepeats, _options.Filters ?? DefaultFilters);
        Wire x;
        using (_builder.Scope("stem")) x = Normalize(_builder.Convolution(_builder.Input, filters, size: 3));
        var cell = 0;
        for (var stage = 0; stage < Stages; stage++)
        {
            if (stage > 0)
                using (_builder.Scope(Numbered("reduction", stage), "residual block"))
                    x = Reduction(x, filters << stage);
            for (var repeat = 0; repeat < repeats; repeat++)
                using (_builder.Scope(Numbered("cell", ++cell), "cell"))
                    x = Cell(x);
        }

        using (_builder.Scope("classifier"))
            _builder.Classify(_builder.Relu(Normalize(x)), _options.Classes, _options.Dropout);
        return _builder.Build();
    }

    private Wire Cell(Wire input)
    {
        Span<Wire> nodes = stackalloc Wire[NasBench201Space.Nodes];
        nodes[0] = input;
        for (var node = 1; node < nodes.Length; node++)
        {
            using var scope = _builder.Scope(Numbered("node", node));
            Wire? sum = null;
            for (var from = 0; from < node; from++)
                if (Edge(nodes[from], _choices[NasBench201Space.EdgeOf(node, from)]) is { } term)
                    sum = sum is { } earlier ? _builder.Sum(earlier, term) : term;
            nodes[node] = sum ?? _builder.Add(new ZeroLayer(), input);
        }

        return nodes[^1];
    }

    /// <summary>An operation, by its digit; null for none.</summary>
    private Wire? Edge(Wire x, int operation) => operation switch
    {
        0 => null,
        1 => x,
        2 => ReluConvolution(x, x.Channels, size: 1),
        3 => ReluConvolution(x, x.Channels, size: 3),
        _ => _builder.AveragePool(x, size: 3, stride: 1, Padding.All(1)),
    };

    private Wire Reduction(Wire x, int filters)
    {
        var y = ReluConvolution(ReluConvolution(x, filters, size: 3, stride: 2), filters, size: 3);
        return _builder.Sum(_builder.Convolution(_builder.AveragePool(x, size: 2, stride: 2), filters, size: 1), y);
    }

    private Wire ReluConvolution(Wire x, int filters, int size, int stride = 1) =>
        Normalize(_builder.Convolution(_builder.Relu(x), filters, size, stride, Padding.All(size / 2)));

    private Wire Normalize(Wire x) => _builder.Normalize(x, Normalization);

    private static string Numbered(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
