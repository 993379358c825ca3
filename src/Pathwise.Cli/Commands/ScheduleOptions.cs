using System.CommandLine;
using System.Globalization;
using Pathwise.Experiments;

namespace Pathwise.Cli.Commands;

/// <summary>Options of what happens while an agent learns: evaluations, what they decide, and checkpoints.</summary>
internal sealed class ScheduleOptions
{
    private const string Every = "--evaluate-every", Episodes = "--evaluation-episodes";
    private const string Target = "--stop-at-evaluation", Patience = "--patience";

    private readonly Option<long?> _every = NumberOption.Whole(
        Every, "Evaluate the policy at this interval of steps while it learns, and keep the best one", 1);

    private readonly Option<long?> _episodes = NumberOption.Whole(
        Episodes, "Greedy episodes of such an evaluation [default: 10]", 1, 1_000_000);

    private readonly Option<string?> _target = new(Target)
    {
        Description = "Stop once the mean return of such an evaluation reaches this", HelpName = "return",
    };

    private readonly Option<long?> _patience = NumberOption.Whole(
        Patience, "Stop after this many such evaluations in a row that are no better than the best", 1, 1_000_000);

    private readonly Option<long?> _checkpointEvery = NumberOption.Whole(
        "--checkpoint-every", "Steps between two checkpoints [default: a tenth of the run, but at least 50,000]", 1);

    private readonly Option<long?> _kept = NumberOption.Whole(
        "--keep-checkpoints", "Checkpoints at intervals to keep, the last ones [default: 2]", 1, 1_000_000);

    /// <summary>The options, for a command.</summary>
    public IEnumerable<Option> All => [_every, _episodes, _target, _patience, _checkpointEvery, _kept];

    /// <summary>A plan with what was asked for.</summary>
    /// <exception cref="BadInputException">A number is none, or needs another option.</exception>
    public TrainingPlan Apply(ParseResult parsed, TrainingPlan plan) => plan with
    {
        CheckpointEvery = parsed.GetValue(_checkpointEvery) ?? plan.CheckpointEvery,
        KeptCheckpoints = (int)(parsed.GetValue(_kept) ?? plan.KeptCheckpoints),
        Evaluation = Schedule(parsed),
    };

    private EvaluationSchedule? Schedule(ParseResult parsed)
    {
        var (episodes, target, patience) =
            (parsed.GetValue(_episodes), parsed.GetValue(_target), parsed.GetValue(_patience));
        if (parsed.GetValue(_every) is { } every)
        {
            var schedule = new EvaluationSchedule(every);
            return schedule with
            {
                Episodes = (int)(episodes ?? schedule.Episodes),
                TargetReturn = target is null ? null : Number(target),
                Patience = (int?)patience,
            };
        }

        var lonely = episodes is not null ? Episodes : target is not null ? Target : patience is null ? null : Patience;
        return lonely is null ? null : throw new BadInputException(
            $"The option {lonely} is about evaluations while the agent learns, so say how often: {Every} 10k.");
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw new BadInputException($"The value of {Target} cannot be '{text}'; it must be a number.");
}
