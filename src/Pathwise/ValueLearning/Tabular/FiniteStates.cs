using Pathwise.Environments;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Numbers the observations of a finite space: 0, 1, …, Count − 1.</summary>
/// <remarks>Of several components, the last one runs fastest. Immutable, so safe for concurrent use.</remarks>
public sealed class FiniteStates
{
    private const int MostStates = 1 << 24;      // an observation is a float, which counts so far

    private readonly int _least;
    private readonly int[] _counts;

    private FiniteStates(int least, int[] counts)
    {
        (_least, _counts) = (least, counts);
        var product = 1L;
        foreach (var count in counts)
            if ((product *= count) > MostStates)
                throw new BadInputException(
                    $"A table for observations in MultiDiscrete({string.Join(", ", counts)}) would have too many "
                    + $"states; the most are {MostStates}.");
        Count = (int)product;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The numbering of a space.</summary>
    /// <exception cref="BadInputException">The space is not finite, or too large for a table.</exception>
    public static FiniteStates Of(Space observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return observations switch
        {
            Discrete one => new(one.Start, [one.Count]),
            MultiDiscrete many => new(0, [.. many.Counts]),
            _ => throw new BadInputException(
                $"A table needs finitely many observations (Discrete or MultiDiscrete), and {observations} has more."),
        };
    }

    /// <summary>Whether there is a numbering of a space.</summary>
    public static bool Exist(Space observations) => observations is Discrete or MultiDiscrete;

    /// <summary>The number of an observation.</summary>
    /// <param name="observation">An element of the space, [Size].</param>
    public int NumberOf(ReadOnlySpan<float> observation)
    {
        if (_counts.Length == 1) return (int)observation[0] - _least;
        var number = 0;
        for (var i = 0; i < _counts.Length; i++) number = (number * _counts[i]) + (int)observation[i];
        return number;
    }
}
