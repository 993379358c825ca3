using System.Text.Json;
using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Environments;
using Pathwise.Experiments.Formats;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Runs;

/// <summary>A run of a variational autoencoder: a folder with everything about one training.</summary>
/// <remarks>
/// <para>The folder is that of a <see cref="Run"/>, with the same files: in its manifest the algorithm is
/// <see cref="Algorithm"/>, the environment the data set, and a step an example that was learned from. There is a line
/// of metrics and a checkpoint for each epoch.</para>
/// <para>A run that was interrupted, even killed, goes on from its last checkpoint and ends with the same bytes of
/// checkpoints and metrics, times aside, as one that was not.</para>
/// <para>Not thread-safe; <see cref="Train"/> keeps other processes from training in the folder.</para>
/// </remarks>
public sealed class AutoencoderRun
{
    /// <summary>What the manifest calls it.</summary>
    public const string Algorithm = "vae";

    private const string ConventionArgument = "convention";

    private readonly RunFolder _folder;
    private readonly TimeProvider _time;

    private AutoencoderRun(
        RunFolder folder, Manifest manifest, VariationalAutoencoderOptions options, PixelConvention convention,
        LearningSet data, TimeProvider time)
    {
        (_folder, _time) = (folder, time);
        (Manifest, Options, Convention, Data) = (manifest, options, convention, data);
    }

    /// <summary>Where it lies: a full path.</summary>
    public string Folder => _folder.Path;

    /// <summary>What it is, and how far it has come.</summary>
    public Manifest Manifest { get; private set; }

    /// <summary>The model's and the training's settings.</summary>
    public VariationalAutoencoderOptions Options { get; }

    /// <summary>The data set's name, or its full path.</summary>
    public string Dataset => Manifest.Environment;

    /// <summary>What a pixel means.</summary>
    public PixelConvention Convention { get; }

    /// <summary>The examples.</summary>
    public LearningSet Data { get; }

    /// <summary>The seeds, to be split as <see cref="RunSeeds"/> says.</summary>
    public SeedSequence Seeds => new(Manifest.Seed);

    /// <summary>What the last whole epoch has led to; null before there is one.</summary>
    /// <exception cref="BadInputException">The metrics are damaged.</exception>
    public AutoencoderEpoch? LastEpoch => LearningCurve.Last(_folder.Metrics, AutoencoderEpoch.Read);

    /// <summary>The least time between two reports of progress.</summary>
    /// <value>Default 50 ms; zero: a report after every batch.</value>
    public TimeSpan ProgressInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins a run: makes its folder and writes its manifest. Nothing is learned yet.</summary>
    /// <param name="folder">Where it is to lie; made if it is not there.</param>
    /// <param name="plan">Everything that decides it.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">There is no such data set, an option is out of range, or the folder cannot
    /// be written or holds a run already.</exception>
    public static AutoencoderRun Create(string folder, AutoencoderPlan plan, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(plan);
        time ??= TimeProvider.System;
        if (plan.Threads < 1)
            throw new BadInputException($"The number of threads cannot be {plan.Threads}; it must be at least 1.");
        var seeds = new SeedSequence(plan.Seed);
        var options = VariationalAutoencoderOptions.Settings.Validated(plan.Options);
        var data = LearningSet.Load(plan.Dataset, plan.Convention, SplitSeeds(seeds));
        VariationalAutoencoder.Create(options, data.Train.Size, seeds);     // what cannot be made is found out at once

        var manifest = new Manifest(
            Algorithm, LearningSet.Place(plan.Dataset), plan.Seed,
            new((long)options.Epochs * data.Train.Count)
            {
                CheckpointEvery = data.Train.Count, MetricsEvery = data.Train.Count,
            },
            VariationalAutoencoderOptions.Settings.ToJson(options))
        {
            EnvironmentArguments = new Dictionary<string, ArgumentValue>
            {
                [ConventionArgument] = new(ConventionName.Of(plan.Convention)),
            },
            Threads = plan.Threads,
            Created = time.GetUtcNow(),
        };
        var place = new RunFolder(folder);
        place.Make();
        using var taken = place.Lock();
        if (File.Exists(place.Manifest)) throw RunFolder.HoldsRun(place.Path);
        ManifestFile.Write(place.Manifest, manifest);
        return new(place, manifest, options, plan.Convention, data, time);
    }

    /// <summary>Opens a run that was begun before, and reads its data set.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">There is no run, it is damaged, of another kind or of a newer version, or
    /// its data set is gone.</exception>
    public static AutoencoderRun Open(string folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var place = new RunFolder(folder);
        if (!Directory.Exists(place.Path)) throw new BadInputException($"There is no folder '{folder}'.");
        if (!File.Exists(place.Manifest))
            throw new BadInputException($"The folder '{folder}' holds no run, for it has no manifest.json.");
        var manifest = ManifestFile.Read(place.Manifest);
        if (manifest.Algorithm != Algorithm) throw new BadInputException(
            $"The run in '{folder}' is of {manifest.Algorithm} in {manifest.Environment}, not of an autoencoder; "
            + "use the commands for agents, as in 'pathwise evaluate'.");
        if (!manifest.EnvironmentArguments.TryGetValue(ConventionArgument, out var name) || name.Text is not { } text)
            throw new BadInputException($"The manifest '{place.Manifest}' is damaged: it names no convention.");

        var convention = ConventionName.Parse(text);
        using var settings = JsonDocument.Parse(manifest.Settings.ToJsonString());
        var options =
            (VariationalAutoencoderOptions)VariationalAutoencoderOptions.Settings.FromJson(settings.RootElement);
        var data = LearningSet.Load(manifest.Environment, convention, SplitSeeds(new(manifest.Seed)));
        return data.Train.Count * (long)options.Epochs == manifest.Training.Steps
            ? new(place, manifest, options, convention, data, time ?? TimeProvider.System)
            : throw new BadInputException(
                $"The data set '{manifest.Environment}' has {data.Train.Count} examples to learn from, but had "
                + $"{manifest.Training.Steps / options.Epochs} when the run in '{folder}' was begun; put it back.");
    }

    /// <summary>Learns from the last checkpoint, or from the beginning, to the last epoch.</summary>
    /// <param name="progress">Is told how it goes, on this thread.</param>
    /// <param name="cancellation">Asks to stop after the present batch; a checkpoint is left, to go on from.</param>
    /// <returns>How it ended, a step being an example; at once, and as before, if it was completed already.</returns>
    /// <exception cref="BadInputException">Another process trains in the folder, a file is damaged or cannot be
    /// written, or the run has diverged.</exception>
    public TrainingResult Train(
        IProgress<AutoencoderProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var taken = _folder.Lock();
        Manifest = ManifestFile.Read(_folder.Manifest);     // another process may have gone on with it meanwhile
        if (Manifest is { Status: RunStatus.Completed, Result: { } before }) return before;
        if (Manifest.Status == RunStatus.Diverged)
            throw new BadInputException(
                $"The run in '{Folder}' diverged in {Manifest.Result?.DivergedIn}, so there is nothing to go on with; "
                + "its last good weights are kept.");
        using var workers = new Workers(Manifest.Threads);
        var training = NewTraining(workers);
        var checkpoint = ReadCheckpoint();
        if (checkpoint is { } last) training.Load(last.Arrays);
        using var log = new RunLog(_folder, Algorithm, Dataset, checkpoint?.Counters.MetricsLines ?? 0, _time);
        if (Manifest.Status != RunStatus.Running)
            Note(Manifest with { Status = RunStatus.Running, Result = null, Error = null });
        var session = new AutoencoderSession(training, Data, Options.Epochs, Seeds, workers, log, _time)
        {
            Before = TimeSpan.FromSeconds(LearningCurve.LastSecond(_folder.Metrics)),
            ProgressInterval = ProgressInterval,
        };
        var result = session.Run(progress, cancellation);
        Note(Manifest with { Status = result.Status, Result = result, Error = null });
        return result;
    }

    /// <summary>The model of the last checkpoint.</summary>
    /// <exception cref="BadInputException">There is no checkpoint, or it is damaged or of another run.</exception>
    public VariationalAutoencoder LoadModel()
    {
        var training = NewTraining(workers: null);
        var (_, arrays) = ReadCheckpoint() ?? throw new BadInputException(
            $"The run in '{Folder}' has no checkpoint yet; resume it, and wait for its first.");
        training.Load(arrays);
        return (VariationalAutoencoder)training.Model;
    }

    /// <summary>What is held out of a single file is decided by what an agent would act with: an autoencoder never
    /// does.</summary>
    private static SeedSequence SplitSeeds(SeedSequence seeds) => RunSeeds.Acting(seeds);

    private AutoencoderTraining NewTraining(Workers? workers) =>
        new(VariationalAutoencoder.Create(Options, Data.Train.Size, Seeds), Data.Train, Options, Seeds, workers);

    private (Checkpoint Counters, SafetensorsReader Arrays)? ReadCheckpoint()
    {
        var latest = _folder.Checkpoints.ReadLatest();
        return latest is { } found && (found.Counters.Algorithm != Algorithm || found.Counters.Environment != Dataset)
            ? throw new BadInputException(
                $"The checkpoint at step {found.Counters.Step} in '{Folder}' is of {found.Counters.Algorithm} on "
                + $"{found.Counters.Environment}, but the run is of {Algorithm} on {Dataset}.")
            : latest;
    }

    private void Note(Manifest manifest)
    {
        ManifestFile.Write(_folder.Manifest, manifest);
        Manifest = manifest;
    }
}
