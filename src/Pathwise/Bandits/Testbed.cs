using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Runs a strategy on many independent bandits at once, and tells how it does at each step.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §2.3, the 10-armed testbed.</para>
/// <para>Run i has two streams: <c>seeds.Child(i).Child(0)</c> for what its problem is and gives, and
/// <c>seeds.Child(i).Child(1)</c> for its strategy's choices. So strategies that are run with the same seed face the
/// same problems, and a <see cref="Bandit{TStrategy}"/> with these streams does what run i does, bit for bit.</para>
/// <para>Runs are taken sixteen at a time, each sixteen by one thread, and their statistics are joined in the order of
/// the runs: threads change no bit of the result. Nothing is allocated per pull, nor is anything virtual called.</para>
/// </remarks>
public static class Testbed
{
    /// <summary>Runs a strategy.</summary>
    /// <param name="strategy">How arms are chosen.</param>
    /// <param name="problem">What they give.</param>
    /// <param name="options">How many runs and steps; null for the book's.</param>
    /// <param name="seeds">Where the runs' streams come from; null for those of seed 0.</param>
    /// <param name="workers">Who shares the runs; null for the caller alone.</param>
    /// <param name="progress">Told how many runs are done, on the caller's thread; null if nobody is.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="BadInputException">An option is out of range, or the strategy cannot learn from such
    /// rewards.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static TestbedResult Run(
        IBanditStrategy strategy,
        IBanditProblem problem,
        TestbedOptions? options = null,
        SeedSequence? seeds = null,
        Workers? workers = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(problem.Arms, 1, nameof(problem));
        options ??= new();
        TestbedOptions.Settings.Validated(options);
        var (gives, takes) = (problem.Entry, strategy.Entry);
        if (!takes.Rewards.Contains(gives.Rewards)) throw new BadInputException(
            $"The strategy {takes.Id} learns from rewards in {takes.Rewards} only, "
            + $"and the problem {gives.Id} gives others; choose another problem or strategy.");

        var plan = new TestbedPlan(options, seeds ?? new SeedSequence(0));
        return strategy.Accept(new StrategyVisitor(problem, plan, workers, progress, cancellation));
    }

    private sealed record StrategyVisitor(
        IBanditProblem Problem, TestbedPlan Plan, Workers? Workers, IProgress<int>? Progress,
        CancellationToken Cancellation) : IBanditStrategyVisitor<TestbedResult>
    {
        public TestbedResult Visit<TStrategy>(TStrategy strategy) where TStrategy : struct, IBanditRule<TStrategy> =>
            Problem.Accept(new ProblemVisitor<TStrategy>(strategy, this));
    }

    private sealed record ProblemVisitor<TStrategy>(TStrategy Strategy, StrategyVisitor With)
        : IBanditProblemVisitor<TestbedResult>
        where TStrategy : struct, IBanditRule<TStrategy>
    {
        public TestbedResult Visit<TProblem>(TProblem problem) where TProblem : struct, IBanditArms<TProblem> =>
            new TestbedRun<TStrategy, TProblem>(Strategy, problem, With.Plan, With.Workers)
                .Run(With.Progress, With.Cancellation);
    }
}
