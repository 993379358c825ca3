using Pathwise.Environments;
using Pathwise.Policies;

namespace Pathwise.Experiments;

/// <summary>An algorithm at work: something that learns in updates, reports, and can be saved between any two of
/// them.</summary>
public interface ILearner : ISaved
{
    /// <summary>Environment steps that have been learned from.</summary>
    long Steps { get; }

    /// <summary>Episodes that have ended.</summary>
    long Episodes { get; }

    /// <summary>What has blown up (<c>"the policy's gradient"</c>), or null while all numbers are finite.</summary>
    /// <remarks>Once set, parameters are those of the last good update, and <see cref="Learn"/> must not be called
    /// again.</remarks>
    string? Diverged { get; }

    /// <summary>Gathers experience and learns from it: one update of the algorithm. Allocates nothing once it has
    /// run.</summary>
    void Learn();

    /// <summary>Reports the numbers of the last update.</summary>
    void Report(IMetrics metrics);

    /// <summary>Writes what <see cref="NewActor"/> needs, of all that <see cref="ISaved.Save"/> writes.</summary>
    /// <remarks>The default writes everything; a learner with a replay leaves that out.</remarks>
    void SavePolicy(IStateWriter writer) => Save(writer);

    /// <summary>Restores what <see cref="SavePolicy"/> wrote; the learner can be acted with, but need not be fit to
    /// learn on.</summary>
    /// <exception cref="BadInputException">Something is missing, or has another shape or type.</exception>
    void LoadPolicy(IStateReader reader) => Load(reader);

    /// <summary>The policy as it stands, to be evaluated or watched; acts with the learner's own parameters.</summary>
    /// <param name="environments">Where it will act; one action kind with the learner's own.</param>
    /// <param name="greedy">True: the most likely action; false: a sampled one.</param>
    IActor NewActor(IVectorEnvironment environments, bool greedy);

    /// <summary>The policy as it stands, to leave training with: a copy, which acts by itself.</summary>
    /// <param name="environment">Where it learned.</param>
    /// <returns>Null where it is no network that could leave.</returns>
    TrainedPolicy? NewPolicy(EnvironmentEntry environment) => null;
}
