using System.Buffers.Binary;
using Pathwise.Experiments.Metrics;

namespace Pathwise.Experiments.Formats;

/// <summary>The numbers of a run for TensorBoard: an event file of scalar summaries.</summary>
/// <remarks>
/// <para>Format: records of length (64 bits, little-endian), the length's masked <see cref="Crc32C"/>, data, the data's
/// masked CRC. Data is the protocol buffer <c>Event</c>: wall_time = 1 (double), step = 2 (int64), file_version = 3
/// (string), summary = 5; <c>Summary</c>: value = 1, repeated; <c>Value</c>: tag = 1 (string), simple_value = 2
/// (float).</para>
/// <para>The first record says the version, <c>brain.Event:2</c>; each other one is a line of metrics. All but the
/// times depends on the run alone.</para>
/// </remarks>
internal sealed class EventFile : IDisposable
{
    /// <summary>TensorBoard finds its files by <c>tfevents</c> in their names.</summary>
    internal const string Name = "events.out.tfevents.0.pathwise";

    private const int Before = sizeof(ulong) + sizeof(uint), After = sizeof(uint);

    private readonly FileStream _file;
    private readonly ProtocolBuffer _summary = new();
    private readonly ProtocolBuffer _value = new();
    private readonly ProtocolBuffer _event = new();
    private byte[] _record = new byte[1024];

    /// <summary>Opens the file and cuts off what came after a number of lines of metrics.</summary>
    internal EventFile(string path, long lines, double wallTime)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            if (lines == 0)
            {
                _file.SetLength(0);
                _event.Clear();
                _event.Double(1, wallTime);
                _event.Bytes(3, "brain.Event:2"u8);
                WriteRecord();
            }
            else
            {
                _file.SetLength(EndOfRecord(lines + 1, path));
                _file.Seek(0, SeekOrigin.End);
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    internal void Write(long step, IReadOnlyList<MetricSlot> numbers, double wallTime)
    {
        _summary.Clear();
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i].Count == 0) continue;
            _value.Clear();
            _value.Bytes(1, numbers[i].Tag);
            _value.Single(2, (float)Math.Clamp(numbers[i].Mean, float.MinValue, float.MaxValue));
            _summary.Bytes(1, _value.Written);
        }

        _event.Clear();
        _event.Double(1, wallTime);
        _event.Integer(2, step);
        _event.Bytes(5, _summary.Written);
        WriteRecord();
    }

    /// <summary>Waits until the disk has it.</summary>
    internal void Flush() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private void WriteRecord()
    {
        var data = _event.Written;
        var size = Before + data.Length + After;
        if (_record.Length < size) _record = new byte[2 * size];

        var record = _record.AsSpan(0, size);
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[sizeof(ulong)..], Crc32C.Masked(record[..sizeof(ulong)]));
        data.CopyTo(record[Before..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[^After..], Crc32C.Masked(data));
        _file.Write(record);
    }

    private long EndOfRecord(long records, string path)
    {
        var position = 0L;
        Span<byte> head = stackalloc byte[Before];
        for (var i = 0L; i < records; i++)
        {
            _file.Seek(position, SeekOrigin.Begin);
            var isWhole = _file.ReadAtLeast(head, Before, throwOnEndOfStream: false) == Before
                && BinaryPrimitives.ReadUInt32LittleEndian(head[sizeof(ulong)..])
                == Crc32C.Masked(head[..sizeof(ulong)]);
            if (isWhole) position += Before + (long)BinaryPrimitives.ReadUInt64LittleEndian(head) + After;
            if (!isWhole || position > _file.Length)
                throw new BadInputException(
                    $"The file '{path}' has {i} whole records where the checkpoint counts {records}; "
                    + "it was altered, so the run cannot be resumed.");
        }

        return position;
    }
}
