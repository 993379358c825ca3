namespace Pathwise;

/// <summary>Something that the user gave (a name, a file, an option, an environment) cannot be used.</summary>
/// <remarks>
/// The message is one sentence that a user can act on: what is wrong, where, and what to do. The command line prints it
/// and exits with code 2. A mistake of a programmer is an <see cref="ArgumentException"/> instead.
/// </remarks>
public sealed class BadInputException : Exception
{
    /// <inheritdoc cref="BadInputException"/>
    /// <param name="message">One sentence: what is wrong, where, and what to do.</param>
    public BadInputException(string message) : base(message) { }

    /// <inheritdoc cref="BadInputException"/>
    /// <param name="message">One sentence: what is wrong, where, and what to do.</param>
    /// <param name="cause">What was thrown when the input was tried.</param>
    public BadInputException(string message, Exception cause) : base(message, cause) { }

    /// <summary>A name that is not among the known ones; the sentence suggests the nearest.</summary>
    /// <param name="kind">What was named: <c>"environment"</c>.</param>
    /// <param name="name">What was given.</param>
    /// <param name="known">The names there are.</param>
    public static BadInputException Unknown(string kind, string name, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var nearest = known
            .Select(candidate =>
                (candidate, distance: EditDistance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, pair.candidate.Length / 3))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
        return new(nearest is null
            ? $"There is no {kind} '{name}'; there are: {string.Join(", ", known)}."
            : $"There is no {kind} '{name}'; did you mean '{nearest}'?");
    }

    /// <summary>Levenshtein's distance: insertions, deletions and substitutions that turn one word into the
    /// other.</summary>
    private static int EditDistance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++) row[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
