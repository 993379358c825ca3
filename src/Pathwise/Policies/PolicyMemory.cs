namespace Pathwise.Policies;

/// <summary>What a policy with a memory carries from one step of an episode to the next; whoever acts holds
/// it.</summary>
/// <remarks>One for each episode that is played at the same time. Made by <see cref="TrainedPolicy.NewMemory"/>. Not
/// thread-safe.</remarks>
public sealed class PolicyMemory
{
    internal PolicyMemory(int units) => (Hidden, Cell) = (new float[units], new float[units]);

    /// <summary>h, [units].</summary>
    internal float[] Hidden { get; }

    /// <summary>c, [units].</summary>
    internal float[] Cell { get; }

    /// <summary>Forgets: a new episode begins.</summary>
    public void Clear()
    {
        Array.Clear(Hidden);
        Array.Clear(Cell);
    }
}
