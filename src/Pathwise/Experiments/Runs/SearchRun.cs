using System.Text;
using Pathwise.ArchitectureSearch;
using Pathwise.Experiments.Formats;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Runs;

/// <summary>A run of an architecture search: a folder with everything about it.</summary>
/// <remarks>
/// <para>The folder is that of a <see cref="Run"/>, with the same files: in its manifest the algorithm is
/// <see cref="Algorithm"/>, the environment the space, and a step a child. There is a line of metrics for each batch.
/// Beside them is the journal <c>children.jsonl</c>, with a line for each child as soon as its result is there, and
/// <c>best.json</c>, the best network.</para>
/// <para>A search that was interrupted, even killed, goes on from its last checkpoint and takes from the journal what
/// was evaluated since: it ends with the same bytes, times aside, as one that was not, and evaluates no child twice but
/// those that were under way.</para>
/// <para>Not thread-safe; <see cref="Search"/> keeps other processes from searching in the folder.</para>
/// </remarks>
public sealed class SearchRun
{
    /// <summary>What the manifest calls it.</summary>
    public const string Algorithm = "nas";

    private readonly RunFolder _folder;
    private readonly SearchParts _parts;
    private readonly TimeProvider _time;

    private SearchRun(
        RunFolder folder, Manifest manifest, SearchPlan plan, ISearchSpace space, SearchParts parts, TimeProvider time)
    {
        (_folder, _parts, _time) = (folder, parts, time);
        (Manifest, Plan, Space) = (manifest, plan, space);
    }

    /// <summary>Where it lies: a full path.</summary>
    public string Folder => _folder.Path;

    /// <summary>What it is, and how far it has come.</summary>
    public Manifest Manifest { get; private set; }

    /// <summary>Everything that decides it, with every default filled in.</summary>
    public SearchPlan Plan { get; }

    /// <summary>Where it searches.</summary>
    public ISearchSpace Space { get; }

    /// <summary>The seeds, to be split as <see cref="RunSeeds"/> says.</summary>
    public SeedSequence Seeds => new(Manifest.Seed);

    /// <summary>The least time between two reports of progress.</summary>
    /// <value>Default 50 ms; zero: a report after every child.</value>
    public TimeSpan ProgressInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins a search: makes its folder and writes its manifest. Nothing is evaluated yet.</summary>
    /// <param name="folder">Where it is to lie; made if it is not there.</param>
    /// <param name="plan">Everything that decides it.</param>
    /// <param name="parts">What it can name; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">A name is unknown, an option is out of range, a data set is missing, or the
    /// folder cannot be written or holds a run already.</exception>
    public static SearchRun Create(
        string folder, SearchPlan plan, SearchParts? parts = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(plan);
        (parts, time) = (parts ?? SearchParts.Standard, time ?? TimeProvider.System);
        if (plan.Workers < 1)
            throw new BadInputException($"The number of workers cannot be {plan.Workers}; it must be at least 1.");
        var space = parts.FindSpace(plan.Space);
        var evaluator = parts.Evaluators.Find(plan.Evaluator);
        plan = plan with
        {
            Space = File.Exists(plan.Space) ? Path.GetFullPath(plan.Space) : space.Name,
            StrategyOptions = plan.StrategyOptions ?? parts.Strategies.Find(plan.Strategy).Settings.Defaults,
            EvaluatorOptions = plan.EvaluatorOptions ?? evaluator.Settings.Defaults,
            Search = SearchOptions.Settings.Validated(plan.Search ?? new() { Reuse = evaluator.Reuse }),
            Reward = RewardOptions.Settings.Validated(plan.Reward),
        };
        var children = plan.Search.Children;
        var manifest = new Manifest(
            Algorithm, plan.Space, plan.Seed,
            new(children)
            {
                MetricsEvery = 0,
                CheckpointEvery = evaluator.IsInstant ? Math.Max(1000, children / 10) : 1,
            },
            SearchManifest.ToJson(plan, parts, space))
        {
            Threads = plan.Workers,
            Created = time.GetUtcNow(),
        };
        var place = new RunFolder(folder);
        var run = new SearchRun(place, manifest, plan, space, parts, time);

        // What cannot be made is found out before there is a folder.
        using (var made = run.NewEvaluator()) run.NewLoop(made.Evaluator, null, null);
        place.Make();
        using var taken = place.Lock();
        if (File.Exists(place.Manifest)) throw RunFolder.HoldsRun(place.Path);
        ManifestFile.Write(place.Manifest, manifest);
        return run;
    }

    /// <summary>Opens a search that was begun before.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="parts">What it can name; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">There is no run, it is damaged, of another kind or of a newer version, or
    /// names something unknown.</exception>
    public static SearchRun Open(string folder, SearchParts? parts = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        parts ??= SearchParts.Standard;
        var place = new RunFolder(folder);
        if (!Directory.Exists(place.Path)) throw new BadInputException($"There is no folder '{folder}'.");
        if (!File.Exists(place.Manifest))
            throw new BadInputException($"The folder '{folder}' holds no run, for it has no manifest.json.");
        var manifest = ManifestFile.Read(place.Manifest);
        if (manifest.Algorithm != Algorithm) throw new BadInputException(
            $"The run in '{folder}' is of {manifest.Algorithm} in {manifest.Environment}, not an architecture search.");
        var space = parts.FindSpace(manifest.Environment);
        SearchManifest.MustBeTheSame(space, manifest, folder);
        var plan = SearchManifest.Read(manifest, parts, place.Manifest);
        return new(place, manifest, plan, space, parts, time ?? TimeProvider.System);
    }

    /// <summary>Searches from the last checkpoint, or from the beginning, to the last child.</summary>
    /// <param name="workers">How many children are evaluated at once; null for the plan's number.</param>
    /// <param name="progress">Is told how it goes, from any thread, one call at a time.</param>
    /// <param name="cancellation">Asks to stop; children that were evaluated are kept.</param>
    /// <returns>What it has brought; at once, and as before, if it was completed already.</returns>
    /// <exception cref="BadInputException">Another process searches in the folder, a file is damaged or cannot be
    /// written, or no child can be evaluated.</exception>
    public SearchResult Search(
        int? workers = null, IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var taken = _folder.Lock();
        Manifest = ManifestFile.Read(_folder.Manifest);     // another process may have gone on with it meanwhile
        if (Manifest.Status == RunStatus.Completed) return ReadResult();
        try
        {
            var (status, trouble) = Continue(workers ?? Plan.Workers, progress, cancellation);
            WriteBest();
            Note(Manifest with { Status = status, Error = trouble });
            return ReadResult();
        }
        catch (Exception e)
        {
            TryNote(Manifest with { Status = RunStatus.Failed, Error = e.Message });
            throw;
        }
    }

    /// <summary>What the journal tells, whether the search has ended or not.</summary>
    /// <exception cref="BadInputException">The journal is damaged.</exception>
    public SearchResult ReadResult()
    {
        var children = JournalFile<Child>.Read(_folder.Children, ChildLine.Of(Space));
        var archive = new ParetoArchive(Plan.Reward.Cost);
        foreach (var child in children) archive.Add(child);
        var elapsed = TimeSpan.FromSeconds(LearningCurve.LastSecond(_folder.Metrics));
        return new(Manifest.Status, children, archive, elapsed, Manifest.Error);
    }

    /// <summary>An evaluator as the plan has it, for what comes after the search; to be disposed of.</summary>
    public DisposableEvaluator NewEvaluator() =>
        new(_parts.Evaluators.Find(Plan.Evaluator).Create(Space, Plan.EvaluatorOptions));

    private (RunStatus Status, string? Trouble) Continue(
        int workerCount, IProgress<SearchProgress>? progress, CancellationToken cancellation)
    {
        var checkpoint = ReadCheckpoint();
        var before = TimeSpan.FromSeconds(LearningCurve.LastSecond(_folder.Metrics));
        using var evaluator = NewEvaluator();
        using var journal = new SearchJournal(_folder, Space, _time);
        using var team = workerCount > 1 ? new Workers(workerCount) : null;
        var loop = NewLoop(evaluator.Evaluator, team, journal);
        if (checkpoint is { } last)
        {
            var learned = (int)last.Counters.Step;
            if (journal.Children.Count < learned) throw new BadInputException(
                $"The journal '{_folder.Children}' has {journal.Children.Count} children where the checkpoint counts "
                + $"{learned}; it was cut short, so the search cannot be resumed.");
            loop.Recall(journal.Children.Take(learned));
            loop.Load(last.Arrays);
        }

        using var log = new RunLog(
            _folder, Algorithm, Manifest.Environment, checkpoint?.Counters, _time);
        if (Manifest.Status != RunStatus.Running)
            Note(Manifest with { Status = RunStatus.Running, Result = null, Error = null });
        var session = new SearchSession(loop, journal, log, Manifest.Training, _time)
        {
            Before = before,
            ProgressInterval = ProgressInterval,
        };
        return session.Run(progress, cancellation);
    }

    private SearchLoop NewLoop(IChildEvaluator evaluator, Workers? workers, ISearchJournal? journal)
    {
        var strategy = _parts.Strategies.Find(Plan.Strategy)
            .Create(new(Space, RunSeeds.Parameters(Seeds), evaluator.ParametersOf), Plan.StrategyOptions);
        return new(strategy, evaluator, new(Plan.Reward), Plan.Search!, Seeds, workers, journal);
    }

    private (Checkpoint Counters, SafetensorsReader Arrays)? ReadCheckpoint()
    {
        var latest = _folder.Checkpoints.ReadLatest();
        return latest is { } found
            && (found.Counters.Algorithm != Algorithm || found.Counters.Environment != Manifest.Environment)
            ? throw new BadInputException(
                $"The checkpoint at step {found.Counters.Step} in '{Folder}' is of {found.Counters.Algorithm} in "
                + $"{found.Counters.Environment}, but the run is of {Algorithm} in {Manifest.Environment}.")
            : latest;
    }

    private void WriteBest()
    {
        if (ReadResult().Best is not { } best) return;
        var json = best.Genotype.ToJson();
        json["child"] = best.Index;
        json["reward"] = best.Reward;
        json["accuracy"] = best.Result.Accuracy;
        json["multiplyAdds"] = best.Result.MultiplyAdds;
        json["parameters"] = best.Result.Parameters;
        var text = json.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
        AtomicFile.Write(_folder.Best, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private void Note(Manifest manifest)
    {
        ManifestFile.Write(_folder.Manifest, manifest);
        Manifest = manifest;
    }

    /// <summary>Notes a failure as far as that is possible: the first failure is the one to tell.</summary>
    private void TryNote(Manifest manifest)
    {
        try
        {
            Note(manifest);
        }
        catch (BadInputException)
        {
            Manifest = manifest;
        }
    }
}
