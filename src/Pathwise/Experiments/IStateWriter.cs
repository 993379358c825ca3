namespace Pathwise.Experiments;

/// <summary>Takes named arrays of numbers into a checkpoint.</summary>
public interface IStateWriter
{
    /// <summary>Writes an array under a name that is unique within this writer.</summary>
    /// <typeparam name="T">float, double, int, long, uint, ulong, byte or bool.</typeparam>
    void Write<T>(string name, ReadOnlySpan<T> values) where T : unmanaged;

    /// <summary>A writer whose names all begin with <c>name.</c> — one for each part of a whole.</summary>
    IStateWriter Part(string name);
}
