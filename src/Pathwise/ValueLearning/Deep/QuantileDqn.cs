using Pathwise.Environments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Deep;

/// <summary>QR-DQN: deep Q-learning of the distribution of returns, as N quantiles for every action.</summary>
/// <remarks>
/// <para>Source: Dabney, Rowland, Bellemare &amp; Munos (2018), <i>Distributional reinforcement learning with quantile
/// regression</i>, algorithm 1, with the details of Stable-Baselines3's contributed QR-DQN.</para>
/// <para>It is <see cref="Dqn"/> with N numbers for an action, of which the mean is its value, and a
/// <see cref="QuantileHuberLoss"/>. Adam's ε is 0.01/batch, as in the paper, whose batch has 32 transitions.</para>
/// </remarks>
public static class QuantileDqn
{
    /// <summary>A learner for an environment's observations and choices.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share large batches, or null for one; they change no bit of the
    /// result.</param>
    /// <exception cref="BadInputException">An option is out of range, or the actions are no choices.</exception>
    public static Dqn Create(
        EnvironmentEntry environment, QuantileDqnOptions options, SeedSequence seeds, long horizon,
        Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(seeds);
        QuantileDqnOptions.Settings.Validated(options);
        return new DeepValueParts(environment, options, seeds, horizon, workers)
            .Learner(new QuantileHuberLoss(options.Quantiles), epsilon: 0.01 / options.BatchSize);
    }
}
