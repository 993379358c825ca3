using Pathwise.Environments;
using Pathwise.Environments.Drawing;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Cli.Runs;

/// <summary>Plays episodes with what a run has learned, frame by frame:
/// the same ones that its evaluation begins with.</summary>
internal sealed class Playback
{
    private readonly IVectorEnvironment _environment;
    private readonly IActor _actor;
    private readonly SeedSequence _seeds;

    /// <inheritdoc cref="Playback"/>
    /// <param name="run">Where it plays.</param>
    /// <param name="learner">Whose policy plays.</param>
    /// <param name="seed">Other episodes than the run's own; null for those.</param>
    /// <param name="greedy">Whether the most likely actions are taken, or sampled ones.</param>
    public Playback(Run run, ILearner learner, ulong? seed, bool greedy)
    {
        _environment = run.Environment.MakeVector(1, Autoreset.Disabled);
        _actor = learner.NewActor(_environment, greedy);
        _seeds = RunSeeds.Evaluation(seed is { } other ? new(other) : run.Seeds);
    }

    /// <summary>The environment's frames in a second.</summary>
    public int FramesPerSecond => _environment.Spec.FramesPerSecond;

    /// <summary>Plays an episode.</summary>
    /// <param name="episode">Which, from 0.</param>
    /// <param name="show">Is given each frame, with the return and the steps so far;
    /// false from it cuts the episode.</param>
    public PlayedEpisode Play(int episode, Func<Scene, double, int, bool> show)
    {
        Span<ulong> seed = stackalloc ulong[1];
        RunSeeds.Fill(_seeds.Child(0), seed, episode);
        _environment.Reset(seed);
        _actor.Begin();
        var rng = new Rng(_seeds.Child(1).Child(episode));

        var (earned, length) = (0.0, 0);
        while (show(Scene.Of(canvas => _environment.Draw(0, canvas)), earned, length))
        {
            if (_environment.Terminated[0] || _environment.Truncated[0])
                return new(earned, length, _environment.Terminated[0], _environment.Truncated[0]);
            _actor.Step(ref rng);
            earned += _environment.Rewards[0];
            length++;
        }

        return new(earned, length, false, true);
    }
}
