using Pathwise.Experiments;

namespace Pathwise.Testing;

/// <summary>A checkpoint that is only kept in memory.</summary>
internal sealed class EnvironmentConformanceMemory : IStateWriter, IStateReader
{
    private readonly Dictionary<string, Array> _arrays;
    private readonly string _prefix;

    public EnvironmentConformanceMemory() : this([], "") { }

    private EnvironmentConformanceMemory(Dictionary<string, Array> arrays, string prefix) =>
        (_arrays, _prefix) = (arrays, prefix);

    /// <inheritdoc/>
    public void Write<T>(string name, ReadOnlySpan<T> values) where T : unmanaged
    {
        if (!_arrays.TryAdd(_prefix + name, values.ToArray()))
            throw new BadInputException($"'{_prefix + name}' was saved twice.");
    }

    /// <inheritdoc/>
    public void Read<T>(string name, Span<T> values) where T : unmanaged
    {
        var found = ReadAll<T>(name);
        if (found.Length != values.Length)
            throw new BadInputException(
                $"'{_prefix + name}' was saved with {found.Length} values, and is loaded with {values.Length}.");
        found.CopyTo(values);
    }

    /// <inheritdoc/>
    public T[] ReadAll<T>(string name) where T : unmanaged => _arrays.GetValueOrDefault(_prefix + name) is T[] found
        ? found
        : throw new BadInputException($"No '{_prefix + name}' of type {typeof(T).Name} was saved.");

    IStateWriter IStateWriter.Part(string name) => new EnvironmentConformanceMemory(_arrays, $"{_prefix}{name}.");

    IStateReader IStateReader.Part(string name) => new EnvironmentConformanceMemory(_arrays, $"{_prefix}{name}.");
}
