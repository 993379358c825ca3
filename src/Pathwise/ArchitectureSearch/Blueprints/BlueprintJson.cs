using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Networks as JSON: what a worker is sent, and what lies beside trained weights.</summary>
/// <remarks>An object with <c>name</c>, <c>input</c> ([channels, height, width]) and <c>layers</c>, in the order of
/// computation: each has its kind, <c>of</c> (the layers it is applied to; 0 is the input), its scope, and what its
/// kind needs. Shapes are not written; they are found and checked when it is read.</remarks>
public static class BlueprintJson
{
    /// <summary>Writes a network.</summary>
    /// <param name="blueprint">The network.</param>
    public static JsonObject Write(Blueprint blueprint)
    {
        ArgumentNullException.ThrowIfNull(blueprint);
        var input = blueprint.Input;
        return new()
        {
            ["name"] = blueprint.Name,
            ["input"] = Numbers(input.Channels, input.Height, input.Width),
            ["layers"] = new JsonArray([.. blueprint.Nodes.Skip(1).Select(Write)]),
        };
    }

    /// <summary>Reads a network.</summary>
    /// <param name="json">What <see cref="Write(Blueprint)"/> wrote.</param>
    /// <exception cref="BadInputException">It is no network; the sentence says why.</exception>
    public static Blueprint Read(JsonElement json)
    {
        try
        {
            var input = Numbers(json, "input");
            if (input.Length != 3) throw new FormatException("its input is not [channels, height, width]");
            var builder = new BlueprintBuilder(
                json.GetProperty("name").GetString() ?? "network", new(input[0], input[1], input[2]));
            var wires = new List<Wire> { builder.Input };
            foreach (var layer in json.GetProperty("layers").EnumerateArray())
            {
                using var scope = builder.Scope(layer.GetProperty("scope").GetString() ?? "");
                Wire[] inputs = [.. Numbers(layer, "of").Select(index => (uint)index < (uint)wires.Count
                    ? wires[index]
                    : throw new FormatException($"layer {wires.Count} is applied to layer {index}, no earlier one"))];
                wires.Add(builder.Add(Layer(layer), inputs));
            }

            return builder.Build();
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"This JSON is no network: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static JsonObject Write(BlueprintNode node)
    {
        var json = new JsonObject
        {
            ["layer"] = null, ["of"] = Numbers([.. node.Inputs]), ["scope"] = node.Scope,
        };
        json["layer"] = node.Layer switch
        {
            ConvolutionLayer layer => Put("convolution", ("filters", layer.Filters), ("window", Write(layer.Window)),
                ("padding", Write(layer.Padding)), ("groups", layer.Groups), ("bias", layer.HasBias)),
            PoolingLayer layer => Put(layer.Kind == PoolingKind.Maximum ? "maximum" : "mean",
                ("window", Write(layer.Window)), ("padding", Write(layer.Padding)), ("counts", layer.CountsPadding)),
            BatchNormalizationLayer layer => Put("normalization", ("epsilon", layer.Epsilon), ("decay", layer.Decay)),
            LinearLayer layer => Put("linear", ("outputs", layer.Outputs), ("bias", layer.HasBias)),
            ActivationLayer layer => Put("activation", ("function", layer.Function.ToString())),
            ClampLayer layer => Put("clamp", ("low", layer.Low), ("high", layer.High)),
            AdditionLayer => "sum",
            ConcatenationLayer => "concatenation",
            GlobalPoolingLayer => "global mean",
            ScalingLayer => "scaling",
            ZeroLayer => "zero",
            PadLayer layer => Put("pad", ("margins", Write(layer.Margins))),
            CropLayer layer => Put("crop", ("margins", Write(layer.Margins))),
            DropoutLayer layer => Put("dropout", ("rate", layer.Rate)),
            DropPathLayer layer => Put("drop path", ("rate", layer.Rate), ("scheduled", layer.IsScheduled)),
            _ => throw new ArgumentException($"The layer '{node.Layer}' has no form in JSON."),
        };
        return json;

        string Put(string kind, params ReadOnlySpan<(string Name, JsonNode Value)> values)
        {
            foreach (var (name, value) in values) json[name] = value;
            return kind;
        }
    }

    private static Layer Layer(JsonElement json) => json.GetProperty("layer").GetString() switch
    {
        "convolution" => new ConvolutionLayer(Number(json, "filters"), Window(json), Padding(json),
            Number(json, "groups"), json.GetProperty("bias").GetBoolean()),
        "maximum" => Pooling(PoolingKind.Maximum, json),
        "mean" => Pooling(PoolingKind.Average, json),
        "normalization" => new BatchNormalizationLayer(Real(json, "epsilon"), Real(json, "decay")),
        "linear" => new LinearLayer(Number(json, "outputs"), json.GetProperty("bias").GetBoolean()),
        "activation" => new ActivationLayer(Function(json)),
        "clamp" => new ClampLayer(Real(json, "low"), Real(json, "high")),
        "sum" => new AdditionLayer(),
        "concatenation" => new ConcatenationLayer(),
        "global mean" => new GlobalPoolingLayer(),
        "scaling" => new ScalingLayer(),
        "zero" => new ZeroLayer(),
        "pad" => new PadLayer(Margins(json, "margins")),
        "crop" => new CropLayer(Margins(json, "margins")),
        "dropout" => new DropoutLayer(Real(json, "rate")),
        "drop path" => new DropPathLayer(Real(json, "rate"), json.GetProperty("scheduled").GetBoolean()),
        var kind => throw new FormatException($"there is no layer '{kind}'"),
    };

    private static Activation Function(JsonElement json) =>
        Enum.TryParse<Activation>(json.GetProperty("function").GetString(), out var function)
            ? function
            : throw new FormatException("there is no such activation");

    private static PoolingLayer Pooling(PoolingKind kind, JsonElement json) =>
        new(kind, Window(json), Padding(json), json.GetProperty("counts").GetBoolean());

    private static JsonArray Write(Window window) =>
        Numbers(window.Height, window.Width, window.StrideHeight, window.StrideWidth, window.Dilation);

    private static Window Window(JsonElement json) => Numbers(json, "window")
        is [> 0 and var h, > 0 and var w, > 0 and var sh, > 0 and var sw, > 0 and var d]
            ? new(h, w, sh, sw, d)
            : throw new FormatException("a window is not [height, width, stride, stride, dilation], all above 0");

    private static JsonNode Write(Padding padding) => padding.Kind switch
    {
        PaddingKind.Same => "same",
        PaddingKind.Valid => "valid",
        _ => Write(padding.Around(default, default)),
    };

    private static Padding Padding(JsonElement json)
    {
        var padding = json.GetProperty("padding");
        return padding.ValueKind != JsonValueKind.String ? Blueprints.Padding.Explicit(Margins(json, "padding"))
            : padding.GetString() == "same" ? Blueprints.Padding.Same
            : Blueprints.Padding.Valid;
    }

    private static JsonArray Write(Margins margins) =>
        Numbers(margins.Top, margins.Left, margins.Bottom, margins.Right);

    private static Margins Margins(JsonElement json, string name) =>
        Numbers(json, name) is [>= 0 and var top, >= 0 and var left, >= 0 and var bottom, >= 0 and var right]
            ? new(top, left, bottom, right)
            : throw new FormatException("margins are not [top, left, bottom, right], none below 0");

    private static JsonArray Numbers(params ReadOnlySpan<int> numbers)
    {
        var array = new JsonArray();
        foreach (var number in numbers) array.Add((JsonNode)number);
        return array;
    }

    private static int[] Numbers(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static double Real(JsonElement json, string name) => json.GetProperty(name).GetDouble();
}
