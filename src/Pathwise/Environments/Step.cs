namespace Pathwise.Environments;

/// <summary>What one step in an environment brought, besides the observation.</summary>
/// <param name="Reward">R_{t+1}.</param>
/// <param name="Terminated">The decision process ended: there is nothing more to gain,
/// and nothing is bootstrapped.</param>
/// <param name="Truncated">Something outside the process (a time limit) cut the episode:
/// the value of the state reached still counts.</param>
/// <remarks>Both can be true of one step. After either, the environment must be reset.</remarks>
public readonly record struct Step(double Reward, bool Terminated, bool Truncated = false)
{
    /// <summary>Whether the episode is over, for whichever reason.</summary>
    public bool EndsEpisode => Terminated || Truncated;
}
