namespace Pathwise.Experiments;

/// <summary>Something whose state is part of a run's checkpoint.</summary>
/// <remarks>What is loaded must behave, bit for bit, as what was saved would have.</remarks>
public interface ISaved
{
    /// <summary>Writes everything that decides what happens next.</summary>
    void Save(IStateWriter writer);

    /// <summary>Restores what <see cref="Save"/> wrote, into an object that was made with the same options.</summary>
    /// <exception cref="BadInputException">Something is missing, or has another shape or type.</exception>
    void Load(IStateReader reader);
}
