using Pathwise.Environments;

namespace Pathwise.Policies;

/// <summary>What a network sees of an observation: choices as zeros with a one at the choice, then
/// normalised.</summary>
/// <remarks>As <see cref="Environments.Wrappers.OneHotObservations{TAction}"/> and
/// <see cref="Environments.Wrappers.NormalizedObservations{TAction}"/> do it in learning.</remarks>
internal sealed class ObservationEncoding
{
    private readonly Space _space;
    private readonly ObservationScaling? _scaling;
    private readonly int[] _counts;                     // of each component that is a choice
    private readonly int _start;

    /// <param name="space">What is seen.</param>
    /// <param name="scaling">What is done to it, or null.</param>
    public ObservationEncoding(Space space, ObservationScaling? scaling)
    {
        ArgumentNullException.ThrowIfNull(space);
        (_space, _scaling) = (space, scaling);
        (_counts, _start) = space switch
        {
            Discrete one => ([one.Count], one.Start),
            MultiDiscrete several => ([.. several.Counts], 0),
            _ => ((int[])[], 0),
        };
        Size = _counts.Length == 0 ? space.Size : _counts.Sum();
        if (scaling is not null && scaling.Means.Length != Size) throw new ArgumentException(
            $"A normalisation of {scaling.Means.Length} numbers cannot be that of observations in {space}.",
            nameof(scaling));
    }

    /// <summary>Numbers that a network sees.</summary>
    public int Size { get; }

    /// <summary>Writes them.</summary>
    /// <exception cref="ArgumentException">It is no observation of the space, or NaN.</exception>
    public void Encode(ReadOnlySpan<float> observation, Span<float> seen)
    {
        if (observation.Length != _space.Size) throw new ArgumentException(
            $"An observation in {_space} has {_space.Size} numbers, not {observation.Length}.", nameof(observation));
        if (_counts.Length == 0)
        {
            foreach (var number in observation)
                if (float.IsNaN(number)) throw new ArgumentException(
                    "The observation holds NaN, which no action follows from.", nameof(observation));
            observation.CopyTo(seen);
        }
        else
        {
            seen.Clear();
            for (var (i, first) = (0, 0); i < _counts.Length; first += _counts[i++])
            {
                var choice = (int)observation[i] - _start;
                if ((uint)choice >= (uint)_counts[i] || observation[i] != choice + _start) throw new ArgumentException(
                    $"Component {i} of the observation is {observation[i]}, which is not in {_space}.",
                    nameof(observation));
                seen[first + choice] = 1;
            }
        }

        _scaling?.Apply(seen);
    }
}
