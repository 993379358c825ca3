using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Metrics;
using Pathwise.Tests.Experiments.Runs;

namespace Pathwise.Tests.Experiments.Formats;

public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.In(EventFile.Name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_is_read_by_an_independent_reader()
    {
        using (var file = new EventFile(FilePath, lines: 0, wallTime: 1.5))
        {
            file.Write(3, [Slot("episode/return", 12.5), Slot("größe", 1e300), new("empty")], wallTime: 2);
            file.Write(1L << 40, [Slot("episode/return", -0.1, 0.3)], wallTime: 3);
        }

        var events = EventFileReader.Read(File.ReadAllBytes(FilePath));
        Assert.Equal((1.5, "brain.Event:2"), (events[0].WallTime, events[0].Version));
        Assert.Equal((2.0, 3L), (events[1].WallTime, events[1].Step));
        Assert.Equal([("episode/return", 12.5f), ("größe", float.MaxValue)], events[1].Scalars);
        Assert.Equal((3.0, 1L << 40), (events[2].WallTime, events[2].Step));
        Assert.Equal([("episode/return", (float)((-0.1 + 0.3) / 2))], events[2].Scalars);
        Assert.Equal(3, events.Count);
    }

    [Fact]
    public void The_first_record_has_the_bytes_that_the_format_says()
    {
        new EventFile(FilePath, lines: 0, wallTime: 0).Dispose();
        byte[] data = [0x09, 0, 0, 0, 0, 0, 0, 0, 0, 0x1A, 13, .. "brain.Event:2"u8];
        byte[] bytes = File.ReadAllBytes(FilePath);
        Assert.Equal([24, 0, 0, 0, 0, 0, 0, 0], bytes[..8]);
        Assert.Equal(
            [0xA3, 0x7F, 0x4B, 0x22], bytes[8..12]);      // as every event file begins: its first event has 24 bytes
        Assert.Equal(data, bytes[12..36]);
        Assert.Equal(40, bytes.Length);
    }

    [Fact]
    public void Opening_again_cuts_off_what_came_after_a_line()
    {
        using (var file = new EventFile(FilePath, 0, 0))
            for (var step = 1; step <= 5; step++) file.Write(step, [Slot("x", step)], 0);
        var whole = File.ReadAllBytes(FilePath);
        File.WriteAllBytes(FilePath, whole[..^3]);

        using (var file = new EventFile(FilePath, lines: 2, wallTime: 9))
            for (var step = 3; step <= 5; step++) file.Write(step, [Slot("x", step)], 0);
        Assert.Equal(whole, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_file_with_too_few_whole_records_is_refused()
    {
        using (var file = new EventFile(FilePath, 0, 0)) file.Write(1, [Slot("x", 1)], 0);
        Assert.Throws<BadInputException>(() => new EventFile(FilePath, lines: 2, wallTime: 0));
        var bytes = File.ReadAllBytes(FilePath);
        bytes[8] ^= 1;
        File.WriteAllBytes(FilePath, bytes);
        Assert.Throws<BadInputException>(() => new EventFile(FilePath, lines: 1, wallTime: 0));
    }

    private static MetricSlot Slot(string name, params double[] values)
    {
        var slot = new MetricSlot(name);
        foreach (var value in values) slot.Add(value);
        return slot;
    }
}
