using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Numerics;

namespace Pathwise.Torch.Tests.Networks;

/// <summary>Blueprints computed by loops, in double, as their layers' formulas say. Nothing is dropped.</summary>
internal static class ReferenceNetwork
{
    public static double[][] Forward(
        Blueprint blueprint, double[][] images, double[] parameters, double[] statistics, bool isTraining)
    {
        var layout = new WeightLayout(blueprint);
        var values = new double[blueprint.Nodes.Length][][];
        foreach (var node in blueprint.Nodes)
        {
            double[][][] inputs = [.. node.Inputs.Select(input => values[input])];
            var rows = Enumerable.Range(0, images.Length);
            values[node.Index] = node.Layer switch
            {
                InputLayer => images,
                BatchNormalizationLayer layer => Normalized(
                    inputs[0], layer, node.Shape, Block(0), Block(1),
                    isTraining ? null : statistics[layout.StatisticsOf(node.Index)..]),
                _ => [.. rows.Select(row => One(node, [.. inputs.Select(input => input[row])], Block))],
            };

            double[] Block(int index)
            {
                var block = layout.Blocks[layout.FirstBlock(node.Index) + index];
                return parameters.AsSpan(block.Offset, block.Count).ToArray();
            }
        }

        return values[^1];

        double[] One(BlueprintNode node, double[][] inputs, Func<int, double[]> block) => node.Layer switch
        {
            ConvolutionLayer layer => Convolved(
                inputs[0], blueprint.InputShape(node), node.Shape, layer, block(0), layer.HasBias ? block(1) : null),
            PoolingLayer layer => Pooled(inputs[0], blueprint.InputShape(node), node.Shape, layer),
            LinearLayer layer => [.. Enumerable.Range(0, layer.Outputs).Select(i => block(1)[i]
                + inputs[0].Zip(block(0).Skip(i * inputs[0].Length)).Sum(pair => pair.First * pair.Second))],
            ActivationLayer layer => [.. inputs[0].Select(x => Activated(x, layer.Function))],
            ClampLayer layer => [.. inputs[0].Select(x => Math.Clamp(x, layer.Low, layer.High))],
            AdditionLayer => [.. inputs[0].Zip(inputs[1], (x, y) => x + y)],
            ConcatenationLayer => [.. inputs.SelectMany(input => input)],
            GlobalPoolingLayer => [.. inputs[0].Chunk(Plane(node, inputs[0])).Select(plane => plane.Average())],
            ScalingLayer => [.. inputs[0].Select((x, i) => x * inputs[1][i / Plane(node, inputs[0])])],
            PadLayer { Margins: var add } =>
                Moved(inputs[0], blueprint.InputShape(node), node.Shape, -add.Top, -add.Left),
            CropLayer { Margins: var cut } =>
                Moved(inputs[0], blueprint.InputShape(node), node.Shape, cut.Top, cut.Left),
            ZeroLayer => new double[inputs[0].Length],
            DropoutLayer or DropPathLayer => inputs[0],
            _ => throw new ArgumentException($"No reference for {node.Layer}."),
        };
    }

    private static int Plane(BlueprintNode node, double[] x) => x.Length / node.Shape.Channels;

    private static double[] Convolved(
        double[] x, TensorShape source, TensorShape to, ConvolutionLayer layer, double[] kernel, double[]? bias)
    {
        var (window, margins, y) = (layer.Window, layer.Padding.Around(source, layer.Window), new double[to.Count]);
        int channels = source.Channels / layer.Groups, filters = layer.Filters / layer.Groups;
        for (var f = 0; f < to.Channels; f++)
            for (var i = 0; i < to.Height; i++)
                for (var j = 0; j < to.Width; j++)
                {
                    var sum = bias?[f] ?? 0;
                    for (var c = 0; c < channels; c++)
                        for (var u = 0; u < window.Height; u++)
                            for (var v = 0; v < window.Width; v++)
                                sum += kernel[(((((f * channels) + c) * window.Height) + u) * window.Width) + v]
                                    * At(x, source, (f / filters * channels) + c,
                                        (i * window.StrideHeight) - margins.Top + (u * window.Dilation),
                                        (j * window.StrideWidth) - margins.Left + (v * window.Dilation), 0);
                    y[(((f * to.Height) + i) * to.Width) + j] = sum;
                }

        return y;
    }

    private static double[] Pooled(double[] x, TensorShape source, TensorShape to, PoolingLayer layer)
    {
        var (window, margins, y) = (layer.Window, layer.Padding.Around(source, layer.Window), new double[to.Count]);
        for (var c = 0; c < to.Channels; c++)
            for (var i = 0; i < to.Height; i++)
                for (var j = 0; j < to.Width; j++)
                {
                    double[] seen =
                    [
                        .. from u in Enumerable.Range(0, window.Height)
                           from v in Enumerable.Range(0, window.Width)
                           select At(x, source, c, (i * window.StrideHeight) - margins.Top + u,
                               (j * window.StrideWidth) - margins.Left + v, double.NaN),
                    ];
                    double[] inside = [.. seen.Where(number => !double.IsNaN(number))];
                    y[(((c * to.Height) + i) * to.Width) + j] = layer.Kind == PoolingKind.Maximum
                        ? inside.Max()
                        : inside.Sum() / (layer.CountsPadding ? seen.Length : inside.Length);
                }

        return y;
    }

    private static double[][] Normalized(double[][] x, BatchNormalizationLayer layer, TensorShape shape, double[] gamma,
        double[] beta, double[]? statistics)
    {
        var plane = shape.Height * shape.Width;
        var y = x.Select(row => new double[row.Length]).ToArray();
        for (var c = 0; c < shape.Channels; c++)
        {
            double[] all = [.. x.SelectMany(row => row.Skip(c * plane).Take(plane))];
            var mean = statistics?[c] ?? all.Average();
            var variance = statistics?[shape.Channels + c] ?? all.Average(number => (number - mean) * (number - mean));
            for (var row = 0; row < x.Length; row++)
                for (var i = c * plane; i < (c + 1) * plane; i++)
                    y[row][i] = (gamma[c] * (x[row][i] - mean) / Math.Sqrt(variance + layer.Epsilon)) + beta[c];
        }

        return y;
    }

    private static double[] Moved(double[] x, TensorShape source, TensorShape to, int down, int right) =>
    [
        .. from c in Enumerable.Range(0, to.Channels)
           from i in Enumerable.Range(0, to.Height)
           from j in Enumerable.Range(0, to.Width)
           select At(x, source, c, i + down, j + right, 0),
    ];

    private static double Activated(double x, Activation function) => function switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Silu => x / (1 + Math.Exp(-x)),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Activation.Tanh => Math.Tanh(x),
        _ => throw new ArgumentException($"No reference for {function}."),
    };

    private static double At(double[] x, TensorShape shape, int channel, int row, int column, double outside) =>
        row < 0 || row >= shape.Height || column < 0 || column >= shape.Width
            ? outside
            : x[(((channel * shape.Height) + row) * shape.Width) + column];
}
