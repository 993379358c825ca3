using System.Buffers.Binary;
using Google.Protobuf;
using Pathwise.Experiments.Runs;
using Pathwise.Onnx.Format;

namespace Pathwise.Onnx;

/// <summary>A graph of operators on batches of rows, built node by node and written as an ONNX file.</summary>
/// <remarks>
/// <para>Every value has examples along its first axis, mostly as a matrix, [rows, columns]; how many they are is left
/// free, as the dimension <c>batch</c>.
/// Files are of opset <see cref="Opset"/> and IR version <see cref="IrVersion"/>.</para>
/// <para>A value is told by its name. Not thread-safe.</para>
/// </remarks>
public sealed class OnnxGraph
{
    /// <summary>The version of the standard operators: the one that the oldest supported ONNX Runtimes know.</summary>
    public const int Opset = 17;

    /// <summary>The version of the file's format that opset 17 came with.</summary>
    public const int IrVersion = 8;

    internal const int Float32 = 1, Int64 = 7, Truth = 9;           // TensorProto.DataType

    private readonly GraphProto _graph;
    private readonly Dictionary<string, string> _metadata = [];

    /// <inheritdoc cref="OnnxGraph"/>
    /// <param name="name">What the graph is called.</param>
    public OnnxGraph(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _graph = new() { Name = name };
    }

    /// <summary>Declares an input of the graph, [batch, …].</summary>
    /// <param name="name">Its name, for whoever runs the file.</param>
    /// <param name="shape">The shape of an example, each length ≥ 1: [columns], or [channels, height, width].</param>
    /// <returns>The value.</returns>
    public string Input(string name, params ReadOnlySpan<int> shape)
    {
        _graph.Input.Add(Examples(name, shape, Float32));
        return name;
    }

    /// <summary>Declares an input of truth values, [batch, columns].</summary>
    /// <param name="name">Its name, for whoever runs the file.</param>
    /// <param name="columns">Truth values in a row, ≥ 1.</param>
    /// <returns>The value.</returns>
    public string InputOfTruths(string name, int columns)
    {
        _graph.Input.Add(Examples(name, [columns], Truth));
        return name;
    }

    /// <summary>The inputs, in the order of their declaration: name and shape of an example.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Inputs => [.. _graph.Input.Select(Described)];

    /// <summary>The outputs, in the order of their declaration: name and shape of an example.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Outputs => [.. _graph.Output.Select(Described)];

    /// <summary>Declares a value to be an output of the graph, under a name of its own.</summary>
    /// <param name="value">The value, [batch, columns].</param>
    /// <param name="name">Its name, for whoever runs the file.</param>
    /// <param name="columns">Numbers in a row, ≥ 1.</param>
    public void Output(string value, string name, int columns)
    {
        _graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { value }, Output = { name } });
        _graph.Output.Add(Examples(name, [columns], Float32));
    }

    /// <summary>Declares a value of whole numbers to be an output of the graph: choices.</summary>
    /// <inheritdoc cref="Output"/>
    public void OutputOfIndices(string value, string name, int columns)
    {
        _graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { value }, Output = { name } });
        _graph.Output.Add(Examples(name, [columns], Int64));
    }

    /// <summary>Adds numbers that do not change.</summary>
    /// <param name="values">Row-major, finite.</param>
    /// <param name="shape">Their shape; none for a single number.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        var tensor = new TensorProto { Name = $"c{_graph.Initializer.Count}", DataType = Float32 };
        var elements = 1L;
        foreach (var length in shape)
        {
            tensor.Dims.Add(length);
            elements *= length;
        }

        if (elements != values.Length)
            throw new ArgumentException(
                $"{values.Length} numbers cannot have the shape [{string.Join(", ", shape.ToArray())}].",
                nameof(values));
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds an operator of one output.</summary>
    /// <param name="operation">Its name in the standard: <c>Gemm</c>, <c>Tanh</c>, …</param>
    /// <param name="inputs">What it is given.</param>
    /// <returns>The value that it gives.</returns>
    public string Node(string operation, params ReadOnlySpan<string> inputs) => Add(operation, inputs).Output[0];

    /// <summary>Adds an operator of one output that has constants.</summary>
    /// <param name="operation">Its name in the standard: <c>Conv</c>, <c>MaxPool</c>, …</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="attributes">Its constants.</param>
    /// <returns>The value that it gives.</returns>
    public string Node(
        string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = Add(operation, inputs);
        foreach (var attribute in attributes) node.Attribute.Add(attribute.Proto);
        return node.Output[0];
    }

    /// <summary>The index of the greatest number of each row, [batch, 1]; the first of several.</summary>
    /// <param name="value">[batch, columns].</param>
    public string ArgMax(string value)
    {
        return Node("ArgMax", [value], OnnxAttribute.Whole("axis", 1), OnnxAttribute.Whole("keepdims", 1));
    }

    /// <summary>Some neighbouring columns of a matrix, [batch, count].</summary>
    /// <param name="value">[batch, columns].</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public string Columns(string value, int first, int count) =>
        Node("Slice", value, Indices(first), Indices(first + count), Indices(1));

    /// <summary>Notes something about the model in the file, by name: where it comes from, what it expects.</summary>
    public void Note(string key, string value) => _metadata[key] = value;

    /// <summary>The file's bytes: the same for the same graph.</summary>
    public byte[] ToBytes()
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "Pathwise",
            ProducerVersion = Manifest.CurrentVersion,
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        };
        foreach (var (key, value) in _metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">Where to write; what was there is replaced.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = ToBytes();
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private NodeProto Add(string operation, ReadOnlySpan<string> inputs)
    {
        var name = $"n{_graph.Node.Count}";
        var node = new NodeProto { OpType = operation, Name = $"{operation}_{name}", Output = { name } };
        foreach (var input in inputs) node.Input.Add(input);
        _graph.Node.Add(node);
        return node;
    }

    /// <summary>Adds a list of whole numbers, which the standard takes for shapes and places along axes.</summary>
    /// <param name="indices">The numbers.</param>
    /// <returns>The value.</returns>
    public string Indices(params ReadOnlySpan<long> indices)
    {
        var tensor = new TensorProto
        {
            Name = $"c{_graph.Initializer.Count}", DataType = Int64, Dims = { indices.Length },
        };
        var bytes = new byte[indices.Length * sizeof(long)];
        for (var i = 0; i < indices.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), indices[i]);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static (string Name, IReadOnlyList<int> Shape) Described(ValueInfoProto value) =>
        (value.Name, [.. value.Type.TensorType.Shape.Dim.Skip(1).Select(length => (int)length.DimValue)]);

    private static ValueInfoProto Examples(string name, ReadOnlySpan<int> example, int elements)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (var length in example)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, nameof(example));
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = length });
        }

        return new() { Name = name, Type = new() { TensorType = new() { ElemType = elements, Shape = shape } } };
    }
}
