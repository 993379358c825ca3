using Pathwise.Onnx.Format;

namespace Pathwise.Onnx;

/// <summary>A constant of an operator, such as the strides of a convolution.</summary>
public sealed class OnnxAttribute
{
    private OnnxAttribute(AttributeProto proto) => Proto = proto;

    internal AttributeProto Proto { get; }

    /// <summary>A whole number.</summary>
    /// <param name="name">What the standard calls it.</param>
    /// <param name="value">Its value.</param>
    public static OnnxAttribute Whole(string name, long value) =>
        new(new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int });

    /// <summary>Some whole numbers.</summary>
    /// <param name="name">What the standard calls them.</param>
    /// <param name="values">Their values.</param>
    public static OnnxAttribute Wholes(string name, params ReadOnlySpan<long> values)
    {
        var proto = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (var value in values) proto.Ints.Add(value);
        return new(proto);
    }

    /// <summary>A real number.</summary>
    /// <param name="name">What the standard calls it.</param>
    /// <param name="value">Its value.</param>
    public static OnnxAttribute Real(string name, float value) =>
        new(new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float });
}
