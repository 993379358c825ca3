using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pathwise.Figures.Published;

/// <summary>A number of the 10-armed testbed that is known from very many runs.</summary>
/// <param name="What"><c>"reward"</c>, or <c>"optimal"</c> for the percentage of optimal choices.</param>
/// <param name="First">The first step it is averaged over, from 1 on.</param>
/// <param name="Last">The last one.</param>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; 0 if that is not known.</param>
/// <param name="Runs">How many runs it is from, where the standard error is not known.</param>
/// <param name="LastDigit">The unit of its last digit, where the standard error is not known.</param>
internal sealed record TestbedReference(
    string What, int First, int Last, double Value, double StandardError = 0, int Runs = 0, double LastDigit = 0)
{
    /// <summary>The numbers of a figure, by the names of its lines.</summary>
    public static Dictionary<string, TestbedReference[]> Read(string file)
    {
        using var stream = typeof(TestbedReference).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks its reference numbers {file}.");
        return JsonSerializer.Deserialize(stream, TestbedReferenceJson.Default.DictionaryStringTestbedReferenceArray)!;
    }

    /// <summary>The standard error, or what it must be: that of our own runs, scaled to the reference's, and half of
    /// the last digit that the reference has.</summary>
    /// <param name="ours">The standard error here.</param>
    /// <param name="ourRuns">The runs here.</param>
    public double StandardErrorGiven(double ours, int ourRuns) =>
        LastDigit == 0 ? StandardError : Math.Sqrt((ours * ours * ourRuns / Runs) + (LastDigit * LastDigit / 4));
}

/// <summary>Reads the reference numbers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, TestbedReference[]>))]
internal sealed partial class TestbedReferenceJson : JsonSerializerContext;
