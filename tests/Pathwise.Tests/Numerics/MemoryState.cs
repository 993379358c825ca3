using Pathwise.Experiments;

namespace Pathwise.Tests.Numerics;

/// <summary>A checkpoint in memory.</summary>
internal sealed class MemoryState : IStateWriter, IStateReader
{
    private readonly Dictionary<string, Array> _arrays;
    private readonly string _prefix;

    public MemoryState() : this([], "") { }

    private MemoryState(Dictionary<string, Array> arrays, string prefix) => (_arrays, _prefix) = (arrays, prefix);

    public void Write<T>(string name, ReadOnlySpan<T> values) where T : unmanaged => _arrays.Add(_prefix + name, values.ToArray());

    public void Read<T>(string name, Span<T> values) where T : unmanaged
    {
        var saved = ReadAll<T>(name);
        if (saved.Length != values.Length)
            throw new BadInputException($"'{_prefix}{name}' holds {saved.Length} numbers, not {values.Length}.");
        saved.CopyTo(values);
    }

    public T[] ReadAll<T>(string name) where T : unmanaged =>
        _arrays.TryGetValue(_prefix + name, out var array) && array is T[] values
            ? values
            : throw new BadInputException($"There is no '{_prefix}{name}' of type {typeof(T).Name}.");

    IStateWriter IStateWriter.Part(string name) => new MemoryState(_arrays, $"{_prefix}{name}.");

    IStateReader IStateReader.Part(string name) => new MemoryState(_arrays, $"{_prefix}{name}.");
}
