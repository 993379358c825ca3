using Pathwise.ArchitectureSearch.Evaluators;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Benchmarks;

/// <summary>Runs strategies many times on the table of NAS-Bench-201, as its paper does.</summary>
/// <remarks>
/// <para>A search is rewarded with the validation accuracy after 12 epochs, a share in [0, 1]; what counts is the test
/// accuracy after 200 epochs of the network of the best validation accuracy it has seen. Every proposal counts, known
/// or not.</para>
/// <para>In a null experiment each search is rewarded with the accuracies of a table whose rows were shuffled for it:
/// whoever learns from them learns nothing, and must not beat random search. What counts stays the true table.</para>
/// <para>Search r of every strategy has the seeds of child r, so that the result depends neither on the number of
/// threads nor on the number of searches.</para>
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="space">Its space.</param>
/// <param name="dataset">The images.</param>
public sealed class StrategyStudy(NasBench201Table table, ISearchSpace space, NasBench201Dataset dataset)
{
    private readonly TableEvaluator _evaluator = new(table, space, new() { Dataset = dataset });

    /// <summary>Whether the strategies are rewarded from shuffled rows.</summary>
    public bool IsNull { get; init; }

    /// <summary>Runs one strategy.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="options">Its options record; null for the defaults.</param>
    /// <param name="name">What it is called in the result.</param>
    /// <param name="runs">Searches, ≥ 1.</param>
    /// <param name="children">Children of each, ≥ 1.</param>
    /// <param name="seeds">The study's seeds.</param>
    /// <param name="workers">The threads that share the searches.</param>
    /// <param name="progress">Told the number of searches that are done, from any thread; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public StrategyRuns Run(
        SearchStrategyEntry strategy, object? options, string name, int runs, int children, SeedSequence seeds,
        Workers workers, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(children, 1);
        strategy.Create(new(space, seeds, _evaluator.ParametersOf), options);       // refused before the threads begin
        var curves = new double[runs][];
        var done = 0;
        try
        {
            workers.Run(new Searches(run =>
            {
                cancellation.ThrowIfCancellationRequested();
                curves[run] = Search(strategy, options, children, seeds.Child(run));
                progress?.Report(Interlocked.Increment(ref done));
            }), runs);
        }
        catch (AggregateException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }

        return new(name, curves);
    }

    private double[] Search(SearchStrategyEntry strategy, object? options, int children, SeedSequence seeds)
    {
        var proposer = strategy.Create(new(space, RunSeeds.Parameters(seeds), _evaluator.ParametersOf), options);
        IChildEvaluator evaluator = IsNull ? new Shuffled(_evaluator, RunSeeds.Learning(seeds)) : _evaluator;
        var loop = new SearchLoop(
            proposer, evaluator, new(), new() { Children = children, Reuse = ReuseKind.None }, seeds);
        while (!loop.IsFinished) loop.RunBatch();

        var validation = table.Validation(dataset);
        var test = table.Test(dataset);
        var (curve, best) = (new double[children], -1);
        for (var i = 0; i < children; i++)
        {
            var row = _evaluator.RowOf(loop.Children[i].Genotype);
            if (best < 0 || validation[row] > validation[best]) best = row;
            curve[i] = test[best];
        }

        return curve;
    }

    private sealed class Searches(Action<int> search) : IPieces
    {
        public void Run(int piece) => search(piece);
    }

    /// <summary>Gives each network the result of another one, by a permutation of all rows.</summary>
    private sealed class Shuffled : IChildEvaluator
    {
        private readonly TableEvaluator _true;
        private readonly int[] _rows = [.. Enumerable.Range(0, NasBench201Table.Count)];

        public Shuffled(TableEvaluator evaluator, SeedSequence seeds)
        {
            _true = evaluator;
            var rng = new Rng(seeds);
            for (var i = _rows.Length - 1; i > 0; i--)
            {
                var other = rng.NextInt32(i + 1);
                (_rows[i], _rows[other]) = (_rows[other], _rows[i]);
            }
        }

        public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation) =>
            _true.ResultOf(_rows[_true.RowOf(genotype)]);

        public long ParametersOf(Genotype genotype) => _true.ParametersOf(genotype);
    }
}
