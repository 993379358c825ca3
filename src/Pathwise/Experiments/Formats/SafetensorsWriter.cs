using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pathwise.Experiments.Formats;

/// <summary>Gathers named arrays and writes them as a safetensors file.</summary>
/// <remarks>
/// <para>Format: the header's length in bytes (unsigned, 64 bits, little-endian), the header (a JSON object: for each
/// name its type, shape and place), the data. The header is padded with spaces to a multiple of 8; arrays of wide
/// elements come first, so that each array is aligned to its element.</para>
/// <para>Arrays are copied as they are written, and keep their order within one width. The same calls give the same
/// bytes.
/// <see cref="Clear"/> keeps the buffer for the next time. Not thread-safe.</para>
/// </remarks>
public sealed class SafetensorsWriter : IStateWriter
{
    private readonly List<Entry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private byte[] _data = new byte[1024];
    private int _length;

    /// <summary>Texts by name, the header's <c>__metadata__</c>; none: it has no such member.</summary>
    public IDictionary<string, string> Metadata { get; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Forgets all arrays and texts.</summary>
    public void Clear()
    {
        Metadata.Clear();
        _entries.Clear();
        _names.Clear();
        _length = 0;
    }

    /// <inheritdoc/>
    public void Write<T>(string name, ReadOnlySpan<T> values) where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var type = ElementType.NameOf<T>();
        if (!_names.Add(name)) throw new ArgumentException($"The array '{name}' was written twice.", nameof(name));

        var bytes = MemoryMarshal.AsBytes(values);
        if (_data.Length - _length < bytes.Length)
        {
            var doubled = (int)Math.Min(2L * _data.Length, Array.MaxLength);
            Array.Resize(ref _data, Math.Max(checked(_length + bytes.Length), doubled));
        }

        bytes.CopyTo(_data.AsSpan(_length));
        _entries.Add(new(name, type, values.Length, _length, bytes.Length));
        _length += bytes.Length;
    }

    /// <inheritdoc/>
    public IStateWriter Part(string name) => new PartWriter(this, name);

    /// <summary>Writes the file.</summary>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Entry[] ordered = [.. _entries.OrderByDescending(entry => ElementType.SizeOf(entry.Type))];   // stable
        var header = Header(ordered, Metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var entry in ordered) stream.Write(_data.AsSpan(entry.Start, entry.Bytes));
    }

    private static byte[] Header(Entry[] entries, IDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (name, text) in metadata) json.WriteString(name, text);
                json.WriteEndObject();
            }

            var begin = 0L;
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type);
                json.WriteStartArray("shape");
                json.WriteNumberValue(entry.Count);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(begin);
                json.WriteNumberValue(begin += entry.Bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % sizeof(ulong) != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private readonly record struct Entry(string Name, string Type, int Count, int Start, int Bytes);

    private sealed class PartWriter(IStateWriter whole, string part) : IStateWriter
    {
        public void Write<T>(string name, ReadOnlySpan<T> values) where T : unmanaged =>
            whole.Write($"{part}.{name}", values);

        public IStateWriter Part(string name) => new PartWriter(this, name);
    }
}
