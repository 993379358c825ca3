using System.Text.Json;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Environments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Runs;

/// <summary>A run of an autoencoder of any kind: a folder with everything about one training.</summary>
/// <remarks>
/// <para>The folder is that of a <see cref="Run"/>, with the same files: in its manifest the algorithm is
/// the autoencoder's kind, the environment the data set, and a step an example that was learned from. There is a line
/// of metrics and a checkpoint for each epoch.</para>
/// <para>A run that was interrupted, even killed, goes on from its last checkpoint and ends with the same bytes of
/// checkpoints and metrics, times aside, as one that was not.</para>
/// <para>Not thread-safe; <see cref="Train"/> keeps other processes from training in the folder.</para>
/// </remarks>
public sealed class AutoencoderRun
{
    private const string SumArgument = "sha256";

    private readonly RunRecord _record;
    private readonly TimeProvider _time;

    private AutoencoderRun(
        RunRecord record, AutoencoderKind kind, AutoencoderOptions options, DataSource source, LearningSet data,
        TimeProvider time)
    {
        (_record, _time) = (record, time);
        (Kind, Options, Source, Data) = (kind, options, source, data);
    }

    /// <summary>Where it lies: a full path.</summary>
    public string Folder => _record.Folder.Path;

    /// <summary>What it is, and how far it has come.</summary>
    public Manifest Manifest => _record.Manifest;

    /// <summary>The kind of autoencoder.</summary>
    public AutoencoderKind Kind { get; }

    /// <summary>The model's and the training's settings.</summary>
    public AutoencoderOptions Options { get; }

    /// <summary>The data set's name, or its full path.</summary>
    public string Dataset => Manifest.Environment;

    /// <summary>What a pixel means.</summary>
    public PixelConvention Convention => Data.Train.Convention;

    /// <summary>What the examples are read from, and how.</summary>
    public DataSource Source { get; }

    /// <summary>The examples.</summary>
    public LearningSet Data { get; }

    /// <summary>The seeds, to be split as <see cref="RunSeeds"/> says.</summary>
    public SeedSequence Seeds => new(Manifest.Seed);

    /// <summary>What the last whole epoch has led to; null before there is one.</summary>
    /// <exception cref="BadInputException">The metrics are damaged.</exception>
    public AutoencoderEpoch? LastEpoch => LearningCurve.Last(_record.Folder.Metrics, AutoencoderEpoch.Read);

    /// <summary>The least time between two reports of progress.</summary>
    /// <value>Default 50 ms; zero: a report after every batch.</value>
    public TimeSpan ProgressInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins a run: makes its folder and writes its manifest. Nothing is learned yet.</summary>
    /// <param name="folder">Where it is to lie; made if it is not there.</param>
    /// <param name="plan">Everything that decides it.</param>
    /// <param name="pictures">Reads pictures; null if there are none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">There is no such data set, an option is out of range, or the folder cannot
    /// be written or holds a run already.</exception>
    public static AutoencoderRun Create(
        string folder, AutoencoderPlan plan, IPictureReader? pictures = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(plan);
        time ??= TimeProvider.System;
        if (plan.Threads < 1)
            throw new BadInputException($"The number of threads cannot be {plan.Threads}; it must be at least 1.");
        var seeds = new SeedSequence(plan.Seed);
        var kind = AutoencoderKinds.Of(plan.Options);
        var data = LearningSet.Load(plan.Source, SplitSeeds(seeds), pictures);
        plan.Options.Decoder.MustFit(data.Train);
        plan.Options.Decoder.MustFit(data.Test);
        kind.Create(plan.Options, data.Train.Size, seeds);          // what cannot be made is found out at once

        var source = plan.Source.Placed() with { Convention = data.Train.Convention };
        var manifest = new Manifest(
            kind.Id, source.Name, plan.Seed,
            new((long)plan.Options.Epochs * data.Train.Count)
            {
                CheckpointEvery = data.Train.Count, MetricsEvery = data.Train.Count,
            },
            kind.Settings.ToJson(plan.Options))
        {
            EnvironmentArguments = new Dictionary<string, ArgumentValue>(DataSourceArguments.Of(source))
            {
                [SumArgument] = data.Sum(),
            },
            Threads = plan.Threads,
            Created = time.GetUtcNow(),
        };
        return new(RunRecord.Begin(folder, manifest), kind, plan.Options, source, data, time);
    }

    /// <summary>Opens a run that was begun before, and reads its data set.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="pictures">Reads pictures; null if there are none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">There is no run, it is damaged, of another kind or of a newer version, or
    /// its data set is gone.</exception>
    public static AutoencoderRun Open(
        string folder, IPictureReader? pictures = null, TimeProvider? time = null)
    {
        var record = RunRecord.Open(folder);
        var manifest = record.Manifest;
        var kind = AutoencoderKinds.FindOrNull(manifest.Algorithm) ?? throw new BadInputException(
            $"The run in '{folder}' is of {manifest.Algorithm} in {manifest.Environment}, not of an autoencoder; "
            + "use the commands for agents, as in 'pathwise evaluate'.");
        using var settings = JsonDocument.Parse(manifest.Settings.ToJsonString());
        var options = (AutoencoderOptions)kind.Settings.FromJson(settings.RootElement);
        var source = DataSourceArguments.Read(
            manifest.Environment, manifest.EnvironmentArguments, record.Folder.Manifest);
        var data = LearningSet.Load(source, SplitSeeds(new(manifest.Seed)), pictures);
        return data.Train.Count * (long)options.Epochs == manifest.Training.Steps
            ? new(record, kind, options, source, data, time ?? TimeProvider.System)
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
        IProgress<AutoencoderProgress>? progress = null, CancellationToken cancellation = default) =>
        _record.Train(() => Continue(progress, cancellation));

    /// <summary>The model of the last checkpoint.</summary>
    /// <exception cref="BadInputException">There is no checkpoint, or it is damaged or of another run.</exception>
    public IAutoencoder LoadModel()
    {
        var model = NewModel();
        NewTraining(model, workers: null).Load(_record.ReadArrays());
        return model;
    }

    /// <summary>What is held out of a single file is decided by what an agent would act with: an autoencoder never
    /// does.</summary>
    private static SeedSequence SplitSeeds(SeedSequence seeds) => RunSeeds.Acting(seeds);

    private TrainingResult Continue(IProgress<AutoencoderProgress>? progress, CancellationToken cancellation)
    {
        if (Manifest.EnvironmentArguments.TryGetValue(SumArgument, out var sum) && sum.Text != Data.Sum())
            throw new BadInputException(
                $"The data set '{Dataset}' holds other examples than when the run in '{Folder}' was begun, so it "
                + "cannot go on exactly; put them back, or begin another run.");
        using var workers = new Workers(Manifest.Threads);
        var model = NewModel();
        var training = NewTraining(model, workers);
        var checkpoint = _record.ReadCheckpoint();
        if (checkpoint is { } last) training.Load(last.Arrays);
        using var log = new RunLog(
            _record.Folder, Kind.Id, Dataset, checkpoint?.Counters, _time);
        _record.NoteRunning();
        var session = new AutoencoderSession(training, model, Data, Options.Epochs, Seeds, workers, log, _time)
        {
            Before = TimeSpan.FromSeconds(LearningCurve.LastSecond(_record.Folder.Metrics)),
            ProgressInterval = ProgressInterval,
        };
        return session.Run(progress, cancellation);
    }

    private IAutoencoder NewModel() => Kind.Create(Options, Data.Train.Size, Seeds);

    private AutoencoderTraining NewTraining(IAutoencoder model, Workers? workers) =>
        new(model, Data.Train, Options, Seeds, workers);
}
