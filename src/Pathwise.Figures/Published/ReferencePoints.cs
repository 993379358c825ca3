using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pathwise.Figures.Published;

/// <summary>What numbers of a figure come to over very many runs of an independent implementation.</summary>
internal sealed class ReferencePoints
{
    private readonly string _file;
    private readonly Dictionary<string, double[]> _points;

    private ReferencePoints(string file, Dictionary<string, double[]> points) => (_file, _points) = (file, points);

    /// <summary>The names of all numbers.</summary>
    public IReadOnlyCollection<string> Names => _points.Keys;

    /// <summary>The numbers of a figure: <c>{ "name": [mean, standard error] }</c>.</summary>
    public static ReferencePoints Read(string file)
    {
        using var stream = typeof(ReferencePoints).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks its reference numbers {file}.");
        return new(file, JsonSerializer.Deserialize(stream, ReferencePointsJson.Default.DictionaryStringDoubleArray)!);
    }

    /// <summary>One number, with its standard error.</summary>
    public (double Mean, double StandardError) Of(string name) =>
        _points.TryGetValue(name, out var point)
            ? (point[0], point[1])
            : throw new InvalidOperationException($"The reference {_file} has no '{name}'.");
}

/// <summary>Reads the numbers without reflection.</summary>
[JsonSerializable(typeof(Dictionary<string, double[]>))]
internal sealed partial class ReferencePointsJson : JsonSerializerContext;
