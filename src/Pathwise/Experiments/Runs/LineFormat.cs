namespace Pathwise.Experiments.Runs;

/// <summary>How one thing is a line of a journal.</summary>
/// <param name="Read">Reads a line, without its end; throws a <see cref="BadInputException"/> if it is none.</param>
/// <param name="Write">The line's bytes, with its end.</param>
internal sealed record LineFormat<T>(Func<string, T> Read, Func<T, byte[]> Write);
