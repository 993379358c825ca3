using Pathwise.Experiments;

namespace Pathwise.Tests.PolicyGradients;

/// <summary>A checkpoint in memory.</summary>
internal sealed class StateDictionary(Dictionary<string, Array> arrays, string prefix = "") : IStateWriter, IStateReader
{
    public void Write<T>(string name, ReadOnlySpan<T> values) where T : unmanaged => arrays.Add(prefix + name, values.ToArray());

    public void Read<T>(string name, Span<T> values) where T : unmanaged => ReadAll<T>(name).CopyTo(values);

    public T[] ReadAll<T>(string name) where T : unmanaged => (T[])arrays[prefix + name];

    IStateWriter IStateWriter.Part(string name) => new StateDictionary(arrays, $"{prefix}{name}.");

    IStateReader IStateReader.Part(string name) => new StateDictionary(arrays, $"{prefix}{name}.");
}
