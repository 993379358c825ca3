using System.Globalization;
using Pathwise.Cli.Display;
using Pathwise.Experiments;
using Pathwise.Experiments.Tuning;

namespace Pathwise.Cli.Tuning;

/// <summary>What <c>tune</c> and <c>tune resume</c> have in common, once the search is there.</summary>
internal static class TuningRuns
{
    private const int Top = 10, MostSettings = 2;

    /// <summary>Searches to the end, and tells about it.</summary>
    /// <returns>The exit code.</returns>
    public static int Finish(CommandContext context, TuningStudy study, int? parallel)
    {
        var (plan, error) = (study.Plan, context.Terminal.Error);
        error.WriteLine(
            $"{study.Tuned.Id} on {plan.Environment}, {Wording.Count(plan.Search.Trials, "trial")} of "
            + $"{study.Space.Tuned.Count} settings, up to {Wording.Count(plan.Steps)} steps, {Rungs(study)}, seed "
            + $"{plan.Seed}, in {Wording.Path(study.Folder)}");
        var result = ProgressDisplay.Show<TuningProgress, TuningResult>(
            context, "learning", now => (double)now.Steps / Math.Max(1, now.TotalSteps), now => Line(study, now),
            progress => study.Tune(parallel, progress, context.Cancellation));

        new TuningReport(context, study, result).Write(Top);
        if (result.Status == RunStatus.Interrupted)
            error.WriteLine($"Interrupted. To go on: pathwise tune resume {Wording.Path(study.Folder)}");
        else if (result.Best is null)
            error.WriteLine($"No trial has a value. The first said: {result.Results[0].Trouble}");
        return result.Status == RunStatus.Interrupted ? ExitCode.Interrupted
            : result.Best is null ? ExitCode.Failed
            : ExitCode.Done;
    }

    /// <summary>The values of a trial's settings, as <c>--set</c> takes them.</summary>
    public static IEnumerable<string> SettingsOf(TuningSpace space, TrialResult trial) =>
        space.Tuned.Zip(trial.Values, (tuned, value) => $"{tuned.Name}={value}");

    private static string Rungs(TuningStudy study) => string.Join(" and ", study.Brackets.Select(bracket =>
        string.Join(
            " → ", bracket.Rungs.Select(rung => $"{Wording.Count(rung.Trials)} at {Wording.Count(rung.Steps)}"))));

    private static string Line(TuningStudy study, TuningProgress now)
    {
        var best = now.Best is { } trial ? $", best {Wording.Return(trial.Value!.Value)} ({Settings(trial)})" : "";
        var broken = now.Broken > 0 ? $", {now.Broken} broken" : "";
        var left = now.TimeLeft is { } time ? $", {Wording.Time(time)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"rung {now.Rung} of {now.Rungs}: {now.Trials} of {now.RungTrials} trials")
            + $" at {Wording.Count(now.RungSteps)}{best}{broken}, {Wording.Speed(now.StepsPerSecond)}{left}";

        string Settings(TrialResult trial) =>
            string.Join(' ', SettingsOf(study.Space, trial).Take(MostSettings))
            + (trial.Values.Count > MostSettings ? " …" : "");
    }
}
