using System.CommandLine;
using System.Runtime.ExceptionServices;
using Pathwise.Cli.Display;
using Pathwise.Cli.Runs;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise evaluate</c>: plays episodes with what a run has learned, or the runs of several
/// seeds.</summary>
internal static class EvaluateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run, or of several seeds" };
        var episodes = NumberOption.Whole("--episodes", "Episodes to play [default: 100]", 1, 10_000_000);
        var sampled = new Option<bool>("--sampled")
        {
            Description = "Draw actions from the policy, instead of taking the most likely",
        };
        var seed = NumberOption.Seed(
            "Other episodes than the run's own; the result is then not kept in its folder [default: the run's]");
        var policy = new PolicyChoice();
        var command = new Command(
            "evaluate", "Evaluate what a run has learned, or the runs of several seeds, in environments of their own.")
        {
            run, episodes, sampled, seed,
        };
        foreach (var option in policy.All) command.Add(option);
        command.SetAction(parsed => Evaluate(
            context.For(parsed),
            parsed.GetRequiredValue(run),
            new() { Episodes = (int)(parsed.GetValue(episodes) ?? 100), IsGreedy = !parsed.GetValue(sampled) },
            parsed.GetValue(seed),
            policy.Read(parsed)));
        return command;
    }

    private static int Evaluate(
        CommandContext context, string folder, EvaluationPlan plan, ulong? seed, PolicyChoice.Chosen policy)
    {
        var runs = RunPlace.Open(folder, context.Catalogue);
        var results = runs.Count == 1
            ? [Evaluate(runs[0], plan, seed, policy, context.Cancellation)]
            : FractionDisplay.Show(context, progress => Evaluate(
                runs, run => Evaluate(run, plan, seed, policy, context.Cancellation), progress));
        var report = new EvaluationReport(Path.GetFullPath(folder), runs, results, seed, policy);
        if (context.IsJson) context.Terminal.WriteJson(report.ToJson());
        else report.Write(context.Terminal);
        return ExitCode.Done;
    }

    /// <summary>Evaluates side by side, one run a core.</summary>
    private static EvaluationResult[] Evaluate(
        IReadOnlyList<Run> runs, Func<Run, EvaluationResult> evaluate, IProgress<double> progress)
    {
        var (results, done) = (new EvaluationResult[runs.Count], 0);
        try
        {
            Parallel.For(0, runs.Count, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                results[i] = evaluate(runs[i]);
                progress.Report(Interlocked.Increment(ref done) / (double)runs.Count);
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return results;
    }

    private static EvaluationResult Evaluate(
        Run run, EvaluationPlan plan, ulong? seed, PolicyChoice.Chosen policy, CancellationToken cancellation) =>
        policy.IsLast && seed is null
            ? run.Evaluate(plan, cancellation)
            : Evaluation.Of(
                policy.Load(run), run.Environment, seed is { } other ? new(other) : run.Seeds, plan, cancellation);
}
