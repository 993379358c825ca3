using System.CommandLine;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Commands;

/// <summary>Which of a run's policies is meant: the last, the best, or that of a checkpoint.</summary>
internal sealed class PolicyChoice
{
    private readonly Option<bool> _best = new("--best")
    {
        Description = "The best policy of the evaluations while it learned, instead of the last",
    };

    private readonly Option<long?> _checkpoint = NumberOption.Whole(
        "--checkpoint", "The policy of the checkpoint at this step, instead of the last", 0, placeholder: "step");

    /// <summary>The options, for a command.</summary>
    public IEnumerable<Option> All => [_best, _checkpoint];

    /// <summary>What was chosen.</summary>
    /// <exception cref="BadInputException">Two policies were.</exception>
    public Chosen Read(ParseResult parsed)
    {
        Chosen chosen = new(parsed.GetValue(_best), parsed.GetValue(_checkpoint));
        return chosen is { IsBest: true, Step: not null }
            ? throw new BadInputException("Choose one policy: --best or --checkpoint, not both.")
            : chosen;
    }

    /// <summary>A policy of a run.</summary>
    /// <param name="IsBest">Whether it is the best.</param>
    /// <param name="Step">The step of its checkpoint; null: the last.</param>
    internal sealed record Chosen(bool IsBest, long? Step)
    {
        /// <summary>Whether it is the last one, by which a run is judged.</summary>
        public bool IsLast => !IsBest && Step is null;

        /// <summary>What it is called, after the algorithm.</summary>
        public string Name => IsBest ? ", best policy" : Step is { } step ? $", checkpoint at step {step}" : "";

        /// <summary>Its name in JSON: <c>last</c>, <c>best</c>, or the step.</summary>
        public string Key => IsBest ? "best" : Step is { } step ? $"{step}" : "last";

        /// <summary>The learner that acts with it.</summary>
        /// <exception cref="BadInputException">The run has no such policy.</exception>
        public ILearner Load(Run run) =>
            IsBest ? run.LoadBest() : Step is { } step ? run.LoadLearner(step) : run.LoadLearner();
    }
}
