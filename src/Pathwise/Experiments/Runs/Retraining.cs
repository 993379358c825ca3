using Pathwise.ArchitectureSearch;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Runs;

/// <summary>Trains the best networks of a search again, beside random ones, with equal budgets and several
/// seeds.</summary>
/// <remarks>
/// <para>Source of the protocol: L. Li, A. Talwalkar (2019), and K. Yu et al., <i>Evaluating the Search Phase of Neural
/// Architecture Search</i>, ICLR 2020: what a search has found must beat what is drawn at random, trained
/// alike.</para>
/// <para>Random networks come from child 0 of the run's evaluation stream; training s of network n has the seeds of its
/// child 1, n, s, where the best come first. Each training is kept in <c>retrained.jsonl</c> as soon as it is done, so
/// that an interruption loses none; a later call with the same settings goes on from there.</para>
/// </remarks>
/// <param name="run">The search.</param>
/// <param name="options">How many; null for the defaults.</param>
public sealed class Retraining(SearchRun run, RetrainingOptions? options = null)
{
    private const int MostDraws = 100_000;

    private readonly RetrainingOptions _options = RetrainingOptions.Settings.Validated(options ?? new());

    /// <summary>The networks: the best of the search, all different, then the random ones.</summary>
    /// <exception cref="BadInputException">The search has trained none, or the space has too few.</exception>
    public IReadOnlyList<Genotype> Choose()
    {
        var top = run.ReadResult().Children
            .Where(child => child.Result.Status == ChildStatus.Trained)
            .OrderByDescending(child => child.Reward).ThenBy(child => child.Index)
            .Select(child => child.Genotype)
            .DistinctBy(genotype => genotype.Canonical())
            .Take(_options.Top).ToArray();
        if (top.Length == 0) throw new BadInputException(
            $"The search in '{run.Folder}' has trained no network yet; resume it first.");

        var rng = new Rng(RunSeeds.Evaluation(run.Seeds).Child(0));
        var (random, seen) = (new List<Genotype>(), new HashSet<string>(StringComparer.Ordinal));
        for (var draws = 0; random.Count < _options.Random; draws++)
        {
            if (draws == MostDraws) throw new BadInputException(
                $"The space '{run.Space.Name}' has no {_options.Random} different networks; ask for fewer.");
            var genotype = run.Space.Sample(ref rng);
            if (seen.Add(genotype.Canonical())) random.Add(genotype);
        }

        return [.. top, .. random];
    }

    /// <summary>Trains them.</summary>
    /// <param name="evaluator">What trains; for longer than in the search, if it was made with such options.</param>
    /// <param name="settings">What else decides the result, such as the evaluator's options; a training that was made
    /// with other settings is not taken back.</param>
    /// <param name="workers">How many at once.</param>
    /// <param name="progress">Told the share that is done, from any thread.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>; what was trained is
    /// kept.</param>
    /// <exception cref="BadInputException">No network can be trained, or the journal cannot be written.</exception>
    public RetrainingReport Train(
        IChildEvaluator evaluator, string settings, int workers = 1, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(settings);
        var networks = Choose();
        var tops = networks.Count - _options.Random;
        var results = new ChildResult[networks.Count * _options.Seeds];
        using var journal = new RetrainingJournal(run, settings);
        using var team = new Workers(workers);
        var (next, done) = (0, 0);
        try
        {
            team.Run(new Shares(() =>
            {
                for (int job; (job = Interlocked.Increment(ref next) - 1) < results.Length;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var (network, seed) = Math.DivRem(job, _options.Seeds);
                    var isTop = network < tops;
                    results[job] = journal.Find(networks[network], isTop, seed)
                        ?? journal.Add(networks[network], isTop, seed, Evaluate(network, seed));
                    progress?.Report((double)Interlocked.Increment(ref done) / results.Length);
                }
            }), Math.Min(workers, results.Length));
        }
        catch (AggregateException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw e.InnerExceptions.OfType<BadInputException>().FirstOrDefault() ?? e.InnerExceptions[0];
        }

        return new(
        [
            .. networks.Select((genotype, i) => new RetrainedNetwork(
                genotype, i < tops, results[(i * _options.Seeds)..((i + 1) * _options.Seeds)])),
        ]);

        ChildResult Evaluate(int network, int seed)
        {
            var seeds = RunSeeds.Evaluation(run.Seeds).Child(1).Child(network).Child(seed);
            try
            {
                return evaluator.Evaluate(networks[network], seeds, cancellation);
            }
            catch (Exception e) when (e is not (BadInputException or OperationCanceledException))
            {
                return ChildResult.Failed($"The evaluator threw {e.GetType().Name}: {e.Message}");
            }
        }
    }

    private sealed class Shares(Action share) : IPieces
    {
        public void Run(int piece) => share();
    }
}
