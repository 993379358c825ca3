using System.Text.Json;
using Pathwise.Experiments;
using Pathwise.Experiments.Metrics;
using Pathwise.Experiments.Runs;

namespace Pathwise.Tests.Experiments.Runs;

public sealed class MetricsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.In("metrics.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_has_step_and_episodes_first_and_seconds_last()
    {
        using (var file = new MetricsFile(FilePath, 0)) file.Write(7, 2, [Slot("episode/return", 0.1), new("none"),
            Slot("a", 1e21)], 1.25);
        Assert.Equal("{\"step\":7,\"episodes\":2,\"episode/return\":0.1,\"a\":1E+21,\"seconds\":1.25}\n",
            File.ReadAllText(FilePath));
    }

    [Fact]
    public void Numbers_come_back_bit_for_bit()
    {
        double[] numbers = [0.1 + 0.2, double.Epsilon, double.MaxValue, -1 / 3.0, Math.PI];
        using (var file = new MetricsFile(FilePath, 0))
            foreach (var number in numbers) file.Write(1, 1, [Slot("x", number)], 0);
        var read = File.ReadLines(FilePath).Select(line => JsonDocument.Parse(line).RootElement.GetProperty(
            "x").GetDouble());
        Assert.Equal(numbers, read);
    }

    [Fact]
    public void Opening_again_cuts_off_what_came_after_a_line()
    {
        using (var file = new MetricsFile(FilePath, 0))
            for (var step = 1; step <= 5; step++) file.Write(step, step, [Slot("x", step)], step);
        var whole = File.ReadAllBytes(FilePath);
        File.WriteAllBytes(FilePath, whole[..^3]);

        using (var file = new MetricsFile(FilePath, 2))
        {
            Assert.Equal(2, file.Lines);
            for (var step = 3; step <= 5; step++) file.Write(step, step, [Slot("x", step)], step);
        }

        Assert.Equal(whole, File.ReadAllBytes(FilePath));
        Assert.Throws<BadInputException>(() => new MetricsFile(FilePath, 6));
    }

    [Fact]
    public void Names_added_twice_are_averaged_and_their_order_is_that_of_the_first_time()
    {
        var (recent, target) = (new RecentReturns(2), new RecentReturns(2));
        var recorder = new MetricsRecorder(recent, target);
        recorder.Add(IMetrics.EpisodeReturn, 1);
        recorder.Add("b", 5);
        recorder.Add(IMetrics.EpisodeReturn, 3);
        recorder.Add(IMetrics.EpisodeReturn, 8);
        recorder.Add("a", 2);
        Assert.Equal([IMetrics.EpisodeReturn, "b", "a"], recorder.Slots.Select(slot => slot.Name));
        Assert.Equal((4.0, 5.0, null), (recorder.MeanOf(IMetrics.EpisodeReturn), recorder.MeanOf("b"),
            recorder.MeanOf("c")));
        Assert.Equal(5.5, recent.Mean);

        recorder.Clear();
        Assert.True(recorder.IsEmpty);
        Assert.Null(recorder.MeanOf("b"));
        recorder.Add("a", 1);
        Assert.Equal([IMetrics.EpisodeReturn, "b", "a"], recorder.Slots.Select(slot => slot.Name));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_finite_is_never_averaged(double value)
    {
        var recorder = new MetricsRecorder(new(1), new(1));
        recorder.Add("a", 1);
        recorder.Add("a", value);
        recorder.Add("b", value);
        Assert.Equal(("a", 1.0), (recorder.NotFinite, recorder.MeanOf("a")));
    }

    private static MetricSlot Slot(string name, double value)
    {
        var slot = new MetricSlot(name);
        slot.Add(value);
        return slot;
    }
}
