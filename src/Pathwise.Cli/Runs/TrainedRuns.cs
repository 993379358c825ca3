using Pathwise.Cli.Display;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>What <c>train</c> and <c>resume</c> have in common, once the runs are there.</summary>
internal static class TrainedRuns
{
    /// <summary>Trains runs to their end, draws their curve, and tells about them.</summary>
    /// <param name="context">Where to tell it.</param>
    /// <param name="folder">The folder of the run, or of all seeds.</param>
    /// <param name="runs">One algorithm in one environment.</param>
    /// <returns>The exit code.</returns>
    public static int Finish(CommandContext context, string folder, IReadOnlyList<Run> runs)
    {
        var manifest = runs[0].Manifest;
        var seeds = runs.Count == 1 ? $"seed {manifest.Seed}" : $"{runs.Count} seeds";
        var arguments = string.Concat(
            manifest.EnvironmentArguments.Select(pair => $" {pair.Key}={pair.Value}"));
        context.Terminal.Error.WriteLine(
            $"{manifest.Algorithm} on {manifest.Environment}{arguments}, {seeds}, up to "
            + $"{Wording.Count(manifest.Training.Steps)} steps"
            + (manifest.Preset is { } preset ? $", preset '{preset}'" : "") + $", in {Wording.Path(folder)}");

        var result = RunSession.Train(context, runs);
        return new RunReport(context, folder, result, RunPicture.Draw(folder, runs)).Write();
    }
}
