using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pathwise.Experiments.Formats;

/// <summary>Reads a safetensors file: named arrays.</summary>
/// <remarks>
/// Format as in <see cref="SafetensorsWriter"/>; files of other writers are read too, as far as their element types are
/// F32, F64, I32, I64, U8, U32, U64 or BOOL. Shapes are checked, then flattened. Safe for concurrent use.
/// </remarks>
public sealed class SafetensorsReader : IStateReader
{
    private const int LengthBytes = sizeof(ulong);
    private const string MetadataName = "__metadata__";

    private readonly byte[] _bytes;
    private readonly string _source;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Reads the header; arrays are copied out when they are asked for.</summary>
    /// <param name="bytes">The whole file; must not change.</param>
    /// <param name="source">What it is called in error messages.</param>
    /// <exception cref="BadInputException">The bytes are no safetensors file.</exception>
    public SafetensorsReader(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        (_bytes, _source) = (bytes, source);
        if (bytes.Length < LengthBytes) throw Damaged("it is too short");
        var header = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (header > (ulong)(bytes.Length - LengthBytes)) throw Damaged("it ends within its header");

        var data = LengthBytes + (int)header;
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(LengthBytes, (int)header));
            foreach (var member in json.RootElement.EnumerateObject())
                if (member.Name != MetadataName)
                    _entries.Add(member.Name, ReadEntry(member.Name, member.Value, data));
                else
                    foreach (var text in member.Value.EnumerateObject())
                        _metadata.Add(text.Name, text.Value.GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or ArgumentException or OverflowException)
        {
            throw new BadInputException($"The file '{_source}' is damaged: its header cannot be read.", e);
        }

        MustCover(data);
    }

    /// <summary>The texts of the header's <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The names of all arrays.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <inheritdoc/>
    public void Read<T>(string name, Span<T> values) where T : unmanaged
    {
        var stored = Find<T>(name);
        if (stored.Length != values.Length)
            throw new BadInputException(
                $"The array '{name}' in '{_source}' has {stored.Length} numbers where {values.Length} are needed; "
                + "it was saved with other options or by another version.");
        stored.CopyTo(values);
    }

    /// <inheritdoc/>
    public T[] ReadAll<T>(string name) where T : unmanaged => Find<T>(name).ToArray();

    /// <inheritdoc/>
    public IStateReader Part(string name) => new PartReader(this, name);

    private ReadOnlySpan<T> Find<T>(string name) where T : unmanaged
    {
        var type = ElementType.NameOf<T>();
        if (!_entries.TryGetValue(name, out var entry))
            throw new BadInputException(
                $"There is no array '{name}' in '{_source}'; it was saved with other options or by another algorithm.");
        if (entry.Type != type)
            throw new BadInputException(
                $"The array '{name}' in '{_source}' is of type {entry.Type} where {type} is needed.");
        return MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(entry.Start, entry.Bytes));
    }

    private Entry ReadEntry(string name, JsonElement json, int data)
    {
        var type = json.Required("dtype").GetString() ?? "";
        if (ElementType.SizeOf(type) is not { } size) throw Damaged(
            $"its array '{name}' has the unknown type '{type}'");
        var shape = json.Required("shape").EnumerateArray();
        var count = shape.Aggregate(1L, (product, length) => checked(product * length.GetInt64()));
        var offsets = json.Required("data_offsets");
        var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (begin < 0 || end < begin || end > _bytes.Length - data)
            throw Damaged($"its array '{name}' lies outside it");
        if (count < 0 || end - begin != checked(count * size))
            throw Damaged($"its array '{name}' does not fit its shape");

        var entry = new Entry(type, data + (int)begin, (int)(end - begin));
        if (type == "BOOL" && _bytes.AsSpan(entry.Start, entry.Bytes).ContainsAnyExceptInRange((byte)0, (byte)1))
            throw Damaged($"its array '{name}' holds a truth value that is neither 0 nor 1");
        return entry;
    }

    /// <summary>The format allows neither holes nor overlaps.</summary>
    private void MustCover(int data)
    {
        foreach (var entry in _entries.Values.OrderBy(entry => entry.Start).ThenBy(entry => entry.Bytes))
        {
            if (entry.Start != data) throw Damaged("its arrays overlap, or leave a hole");
            data += entry.Bytes;
        }

        if (data != _bytes.Length) throw Damaged("it is longer than its arrays");
    }

    private BadInputException Damaged(string how) => new($"The file '{_source}' is damaged: {how}.");

    private readonly record struct Entry(string Type, int Start, int Bytes);

    private sealed class PartReader(IStateReader whole, string part) : IStateReader
    {
        public void Read<T>(string name, Span<T> values) where T : unmanaged => whole.Read($"{part}.{name}", values);

        public T[] ReadAll<T>(string name) where T : unmanaged => whole.ReadAll<T>($"{part}.{name}");

        public IStateReader Part(string name) => new PartReader(this, name);
    }
}
