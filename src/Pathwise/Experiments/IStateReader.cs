namespace Pathwise.Experiments;

/// <summary>Gives back the named arrays of a checkpoint.</summary>
public interface IStateReader
{
    /// <summary>Reads an array of a known length.</summary>
    /// <exception cref="BadInputException">The name is missing, or its type or length is another.</exception>
    void Read<T>(string name, Span<T> values) where T : unmanaged;

    /// <summary>Reads an array of any length.</summary>
    /// <exception cref="BadInputException">The name is missing, or its type is another.</exception>
    T[] ReadAll<T>(string name) where T : unmanaged;

    /// <summary>A reader of the names that begin with <c>name.</c></summary>
    IStateReader Part(string name);
}
