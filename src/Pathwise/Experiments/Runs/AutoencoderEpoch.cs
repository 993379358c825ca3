using System.Text.Json;
using Pathwise.Autoencoders;
using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Metrics;

namespace Pathwise.Experiments.Runs;

/// <summary>What an epoch's line of metrics says.</summary>
/// <param name="Epoch">Whole epochs that were done.</param>
/// <param name="Train">Means over the epoch's batches, as they were learned from, in nats.</param>
/// <param name="Test">Means over the test examples after it, at β = 1, in nats.</param>
/// <param name="ActiveUnits">Latents whose codes vary over test examples.</param>
/// <param name="EffectiveBeta">How many nats of reconstruction a nat of divergence counted as, in the last
/// batch.</param>
public sealed record AutoencoderEpoch(
    int Epoch, LossSums Train, LossSums Test, int ActiveUnits, double EffectiveBeta)
{
    private const string Loss = "loss", Reconstruction = "reconstruction", Divergence = "divergence";
    private const string Active = "test/activeUnits", Beta = "train/effectiveBeta";

    internal IReadOnlyList<MetricSlot> ToMetrics() =>
    [
        .. Slots("train", Train), Slot(Beta, EffectiveBeta), .. Slots("test", Test), Slot(Active, ActiveUnits),
    ];

    internal static AutoencoderEpoch Read(JsonElement line) => new(
        line.Required("episodes").GetInt32(), Sums(line, "train"), Sums(line, "test"),
        (int)line.Required(Active).GetDouble(), line.Required(Beta).GetDouble());

    private static IEnumerable<MetricSlot> Slots(string part, LossSums sums) =>
    [
        Slot($"{part}/{Loss}", sums.Loss), Slot($"{part}/{Reconstruction}", sums.Reconstruction),
        Slot($"{part}/{Divergence}", sums.Divergence),
    ];

    private static LossSums Sums(JsonElement line, string part) => new(
        line.Required($"{part}/{Loss}").GetDouble(), line.Required($"{part}/{Reconstruction}").GetDouble(),
        line.Required($"{part}/{Divergence}").GetDouble());

    private static MetricSlot Slot(string name, double value)
    {
        var slot = new MetricSlot(name);
        slot.Add(value);
        return slot;
    }
}
