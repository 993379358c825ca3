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

    private readonly LineFile _file;
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _json;

    /// <summary>Opens the file and cuts off what came after a number of lines.</summary>
    internal MetricsFile(string path, long lines)
    {
        _file = new(path, lines);
        _json = new Utf8JsonWriter(_line);
    }

    /// <summary>Lines in the file.</summary>
    internal long Lines => _file.Lines;

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
    }

    /// <summary>Waits until the disk has it.</summary>
    internal void Flush() => _file.Flush();

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }
}
