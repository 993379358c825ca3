using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The layers by name.</summary>
public static class BlueprintBuilderExtensions
{
    /// <summary>A convolution with a square window, without bias unless told.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="x">The input.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="padding">The margin of zeros; null: <see cref="Padding.Same"/>.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    public static Wire Convolution(
        this BlueprintBuilder builder, Wire x, int filters, int size, int stride = 1, Padding? padding = null,
        int groups = 1, bool hasBias = false) =>
        Of(builder).Add(
            new ConvolutionLayer(filters, Window.Square(size, stride), padding ?? Padding.Same, groups, hasBias), x);

    /// <summary>A depthwise convolution: each channel by itself.</summary>
    /// <inheritdoc cref="Convolution"/>
    public static Wire Depthwise(
        this BlueprintBuilder builder, Wire x, int size, int stride = 1, Padding? padding = null) =>
        builder.Convolution(x, x.Channels, size, stride, padding, groups: x.Channels);

    /// <summary>Batch normalisation.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="x">The input.</param>
    /// <param name="normalization">Its constants.</param>
    public static Wire Normalize(this BlueprintBuilder builder, Wire x, BatchNormalizationLayer normalization) =>
        Of(builder).Add(normalization, x);

    /// <summary>A function of each number.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="x">The input.</param>
    /// <param name="function">Which; the identity adds no layer.</param>
    public static Wire Activate(this BlueprintBuilder builder, Wire x, Activation function) =>
        function == Activation.Identity ? x : Of(builder).Add(new ActivationLayer(function), x);

    /// <summary>max(x, 0).</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="x">The input.</param>
    public static Wire Relu(this BlueprintBuilder builder, Wire x) => builder.Activate(x, Activation.Relu);

    /// <summary>The largest number of each square window.</summary>
    /// <inheritdoc cref="Convolution"/>
    public static Wire MaximumPool(
        this BlueprintBuilder builder, Wire x, int size, int stride = 1, Padding? padding = null) =>
        Of(builder).Add(
            new PoolingLayer(
                PoolingKind.Maximum, Window.Square(size, stride), padding ?? Padding.Same, CountsPadding: false), x);

    /// <summary>The mean of each square window; the margin does not count.</summary>
    /// <inheritdoc cref="Convolution"/>
    public static Wire AveragePool(
        this BlueprintBuilder builder, Wire x, int size, int stride = 1, Padding? padding = null) =>
        Of(builder).Add(
            new PoolingLayer(
                PoolingKind.Average, Window.Square(size, stride), padding ?? Padding.Same, CountsPadding: false), x);

    /// <summary>The sum of two inputs of one shape.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="x">The one.</param>
    /// <param name="y">The other.</param>
    public static Wire Sum(this BlueprintBuilder builder, Wire x, Wire y) =>
        Of(builder).Add(new AdditionLayer(), x, y);

    /// <summary>The channels of all inputs, one after the other; a single input stays as it is.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="inputs">The inputs, of one height and width.</param>
    public static Wire Concatenate(this BlueprintBuilder builder, params ReadOnlySpan<Wire> inputs) =>
        inputs.Length == 1 ? inputs[0] : Of(builder).Add(new ConcatenationLayer(), inputs);

    /// <summary>The usual end of a classifier: global average pooling, dropout, and a linear layer.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="x">The last features.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="dropout">The chance that a feature is dropped; 0 adds no layer.</param>
    public static Wire Classify(this BlueprintBuilder builder, Wire x, int classes, double dropout = 0)
    {
        x = Of(builder).Add(new GlobalPoolingLayer(), x);
        if (dropout > 0) x = builder.Add(new DropoutLayer(dropout), x);
        return builder.Add(new LinearLayer(classes, HasBias: true), x);
    }

    private static BlueprintBuilder Of(BlueprintBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
