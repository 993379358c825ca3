using System.Buffers;
using System.Text.Json;
using Pathwise.Experiments.Metrics;

namespace Pathwise.Experiments.Runs;

/// <summary>The file <c>metrics.jsonl</c>: one JSON object a line, each written in one piece.</summary>
/// <remarks>
/// A line has <c>step</c>, <c>episodes</c>, the numbers, and at last <c>seconds</c>, so that what depends on the
/// machine can be cut off. Numbers are written with as many digits as give them back exactly.
/// </remarks>
internal sealed class MetricsFile : IDisposable
{
    private static readonly JsonEncodedText Step = JsonEncodedText.Encode("step");
    private static readonly JsonEncodedText Episodes = JsonEncodedText.Encode("episodes");
    private static readonly JsonEncodedText Seconds = JsonEncodedText.Encode("seconds");

    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _json;

    /// <summary>Opens the file and cuts off what came after a number of lines.</summary>
    internal MetricsFile(string path, long lines)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            _file.SetLength(EndOfLine(lines, path));
            _file.Seek(0, SeekOrigin.End);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        Lines = lines;
        _json = new Utf8JsonWriter(_line);
    }

    /// <summary>Lines in the file.</summary>
    internal long Lines { get; private set; }

    internal void Write(long step, long episodes, IReadOnlyList<MetricSlot> numbers, double seconds)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber(Step, step);
        _json.WriteNumber(Episodes, episodes);
        for (var i = 0; i < numbers.Count; i++)
            if (numbers[i].Count > 0)
                _json.WriteNumber(numbers[i].JsonName, numbers[i].Mean);
        _json.WriteNumber(Seconds, seconds);
        _json.WriteEndObject();
        _json.Flush();
        _line.GetSpan(1)[0] = (byte)'\n';
        _line.Advance(1);
        _file.Write(_line.WrittenSpan);
        Lines++;
    }

    /// <summary>Waits until the disk has it.</summary>
    internal void Flush() => _file.Flush(flushToDisk: true);

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private long EndOfLine(long lines, string path)
    {
        var buffer = new byte[1 << 16];
        var (position, found) = (0L, 0L);
        while (found < lines)
        {
            var read = _file.Read(buffer);
            if (read == 0)
                throw new BadInputException(
                    $"The file '{path}' has {found} lines where the checkpoint counts {lines}; "
                    + "it was altered, so the run cannot be resumed.");
            for (var i = 0; i < read && found < lines; i++)
            {
                position++;
                if (buffer[i] == '\n') found++;
            }
        }

        return position;
    }
}
