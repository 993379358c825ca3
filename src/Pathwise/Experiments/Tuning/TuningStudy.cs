using System.Text;
using System.Text.Json.Nodes;
using Pathwise.Environments;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Tuning;

/// <summary>A search for an algorithm's settings: a folder with everything about it.</summary>
/// <remarks>
/// <para>The folder holds <c>manifest.json</c>, in which the algorithm is <see cref="Algorithm"/>; the journal
/// <c>trials.jsonl</c>, with a line for each trial at each rung; <c>trials/</c>, with a <see cref="Run"/> for each
/// trial, which learns on from its checkpoint at each rung it comes to; and <c>best.json</c>, the best settings, as a
/// preset.</para>
/// <para>A search that was interrupted, even killed, goes on where its runs stand, and ends with the same bytes, times
/// aside, as one that was not, for any number of runs at once.</para>
/// <para>Not thread-safe; <see cref="Tune"/> keeps other processes from searching in the folder.</para>
/// </remarks>
public sealed class TuningStudy
{
    /// <summary>What the manifest calls it.</summary>
    public const string Algorithm = "tune";

    /// <summary>What the preset of the best settings is called.</summary>
    public const string PresetName = "tuned";

    private readonly RunRecord _record;
    private readonly TimeProvider _time;

    private TuningStudy(
        RunRecord? record, TuningPlan plan, AlgorithmCatalog algorithms, EnvironmentRegistry environments,
        TimeProvider? time)
    {
        (_record, Plan, Algorithms, Environments) = (record!, plan, algorithms, environments);
        _time = time ?? TimeProvider.System;
        Tuned = algorithms.Find(plan.Algorithm);
        Environment = environments.Find(plan.Environment).With(plan.EnvironmentArguments);
        Space = TuningSpace.Parse(Tuned.Settings, plan.Vary);
        Brackets = TuningSchedule.Of(plan.Search, plan.Steps);
    }

    /// <summary>Where it lies: a full path.</summary>
    public string Folder => _record.Folder.Path;

    /// <summary>What it is, and how far it has come.</summary>
    public Manifest Manifest => _record.Manifest;

    /// <summary>Everything that decides it, with every default filled in.</summary>
    public TuningPlan Plan { get; }

    /// <summary>The algorithm whose settings are looked for.</summary>
    public Algorithm Tuned { get; }

    /// <summary>Where it learns.</summary>
    public EnvironmentEntry Environment { get; }

    /// <summary>What is varied.</summary>
    public TuningSpace Space { get; }

    /// <summary>Who learns how long.</summary>
    public IReadOnlyList<TuningBracket> Brackets { get; }

    /// <summary>The seeds: child 0 for settings, child 1 for the runs' seeds, child 2 for what is computed
    /// afterwards.</summary>
    public SeedSequence Seeds => new(Plan.Seed);

    /// <summary>The least time between two reports of progress.</summary>
    /// <value>Default 50 ms; zero: a report at every occasion.</value>
    public TimeSpan ProgressInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    internal AlgorithmCatalog Algorithms { get; }

    internal EnvironmentRegistry Environments { get; }

    /// <summary>Begins a search: makes its folder and writes its manifest. Nothing is learned yet.</summary>
    /// <param name="folder">Where it is to lie; made if it is not there.</param>
    /// <param name="plan">Everything that decides it.</param>
    /// <param name="algorithms">The algorithms there are; null for the library's.</param>
    /// <param name="environments">The environments there are; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">A name is unknown, an option is out of range, or the folder cannot be
    /// written or holds a run already.</exception>
    public static TuningStudy Create(
        string folder, TuningPlan plan, AlgorithmCatalog? algorithms = null, EnvironmentRegistry? environments = null,
        TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(plan);
        algorithms ??= AlgorithmCatalog.Standard;
        environments ??= EnvironmentRegistry.Standard;
        if (plan.Steps < 1)
            throw new BadInputException($"The number of steps cannot be {plan.Steps}; it must be at least 1.");
        if (plan.Parallel < 1)
            throw new BadInputException($"The runs at once cannot be {plan.Parallel}; there must be at least 1.");
        var tuned = algorithms.Find(plan.Algorithm);
        plan = plan with
        {
            Options = tuned.Settings.Validated(plan.Options ?? tuned.DefaultOptions),
            Search = TuningOptions.Settings.Validated(plan.Search),
        };

        // What cannot be made is found out before there is a folder.
        var study = new TuningStudy(null, plan, algorithms, environments, time);
        tuned.Create(study.Environment, plan.Options, new(plan.Seed), plan.Steps);
        plan = plan with { Environment = study.Environment.Spec.Id };
        var manifest = TuningManifest.Of(plan, tuned, study.Space, study._time.GetUtcNow());
        return new(RunRecord.Begin(folder, manifest), plan, algorithms, environments, time);
    }

    /// <summary>Opens a search that was begun before.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="algorithms">The algorithms there are; null for the library's.</param>
    /// <param name="environments">The environments there are; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">There is no search, it is damaged, of another kind or of a newer version, or
    /// names something unknown.</exception>
    public static TuningStudy Open(
        string folder, AlgorithmCatalog? algorithms = null, EnvironmentRegistry? environments = null,
        TimeProvider? time = null)
    {
        algorithms ??= AlgorithmCatalog.Standard;
        var record = RunRecord.Open(folder);
        var manifest = record.Manifest;
        if (manifest.Algorithm != Algorithm) throw new BadInputException(
            $"The run in '{folder}' is of {manifest.Algorithm} in {manifest.Environment}, not a search for settings.");
        var plan = TuningManifest.Read(manifest, algorithms, record.Folder.Manifest);
        return new(record, plan, algorithms, environments ?? EnvironmentRegistry.Standard, time);
    }

    /// <summary>Searches from where it stands to the end.</summary>
    /// <param name="parallel">How many runs learn at once; null for the plan's number.</param>
    /// <param name="progress">Is told how it goes, from any thread, one call at a time.</param>
    /// <param name="cancellation">Asks to stop; every run leaves a checkpoint, to go on from.</param>
    /// <returns>What it has brought; at once, and as before, if it was completed already.</returns>
    /// <exception cref="BadInputException">Another process searches in the folder, or a file is damaged or cannot be
    /// written.</exception>
    public TuningResult Tune(
        int? parallel = null, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default)
    {
        _record.Train(() =>
        {
            using var journal = new TrialJournal(_record.Folder.Trials, Space, _time);
            _record.NoteRunning();
            var session = new TuningSession(this, journal, parallel ?? Plan.Parallel, progress, _time);
            var status = session.Run(cancellation);
            var result = ReadResult();
            WriteBest(result);
            return new(
                status, result.Steps, result.Ranking.Sum(last => last.Episodes), result.LearningTime,
                session.StepsPerSecond, null, false, null);
        });
        return ReadResult();
    }

    /// <summary>What the journal tells, whether the search has ended or not.</summary>
    /// <exception cref="BadInputException">The journal is damaged.</exception>
    public TuningResult ReadResult() =>
        new(Manifest.Status, Space, JournalFile<TrialResult>.Read(_record.Folder.Trials, TrialLine.Of(Space)));

    /// <summary>The folder of a trial's first run.</summary>
    public string FolderOf(TrialResult trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return new TrialRuns(this).FolderOf(trial, 0);
    }

    /// <summary>The best settings as presets that <see cref="Presets.Parse"/> reads: every option that differs from its
    /// default.</summary>
    private void WriteBest(TuningResult result)
    {
        if (result.Best is not { } best) return;
        var (settings, defaults) = (Tuned.Settings, Tuned.Settings.ToJson(Tuned.DefaultOptions));
        var chosen = settings.ToJson(Space.Apply(Plan.Options!, best.Values));
        foreach (var (name, value) in defaults)
            if (JsonNode.DeepEquals(chosen[name], value)) chosen.Remove(name);
        var preset = new JsonObject
        {
            ["algorithm"] = Tuned.Id,
            ["environment"] = Plan.Environment,
            ["name"] = PresetName,
            ["steps"] = Plan.Steps,
            ["settings"] = chosen,
            ["expectedReturn"] = best.Value,
            ["source"] = $"trial {best.Trial} of a search with seed {Plan.Seed}; its run had the seed {best.Seeds[0]}",
        };
        var text = new JsonArray(preset).ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
        AtomicFile.Write(_record.Folder.Best, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
