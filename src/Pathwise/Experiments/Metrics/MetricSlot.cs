using System.Text;
using System.Text.Json;

namespace Pathwise.Experiments.Metrics;

/// <summary>One named number of a line of metrics: the mean of what was added since the line before.</summary>
internal sealed class MetricSlot(string name)
{
    internal string Name { get; } = name;

    /// <summary>The name as a JSON property, escaped once.</summary>
    internal JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(name);

    /// <summary>The name as TensorBoard's tag.</summary>
    internal byte[] Tag { get; } = Encoding.UTF8.GetBytes(name);

    internal double Sum { get; set; }

    internal long Count { get; set; }

    internal double Mean => Sum / Count;

    internal void Add(double value) => (Sum, Count) = (Sum + value, Count + 1);

    internal void Clear() => (Sum, Count) = (0, 0);
}
