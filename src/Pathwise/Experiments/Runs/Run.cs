using System.Text.Json;
using Pathwise.Autoencoders;
using Pathwise.Environments;
using Pathwise.Experiments.Callbacks;
using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Tuning;
using Pathwise.Numerics;
using Pathwise.Policies;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Runs;

/// <summary>A run: a folder with everything about one training, from its settings to its weights.</summary>
/// <remarks>
/// <para>The folder holds <c>manifest.json</c> (what the run is, and how it ended), <c>metrics.jsonl</c> and a
/// TensorBoard event file (the same numbers), <c>checkpoints/</c>, <c>evaluation.json</c>, and pictures.</para>
/// <para>A run that was interrupted, even killed, goes on from its last checkpoint and ends with the same bytes of
/// checkpoints and metrics, times aside, as one that was not.</para>
/// <para>Not thread-safe; <see cref="Train"/> keeps other processes from training in the folder.</para>
/// </remarks>
public sealed class Run
{
    private readonly RunRecord _record;
    private readonly TimeProvider _time;

    private Run(
        RunRecord record,
        Algorithm algorithm,
        EnvironmentEntry environment,
        object options,
        TimeProvider time)
    {
        (_record, _time) = (record, time);
        (Algorithm, Environment, Options) = (algorithm, environment, options);
    }

    /// <summary>Where it lies: a full path.</summary>
    public string Folder => _record.Folder.Path;

    /// <summary>What it is, and how far it has come.</summary>
    public Manifest Manifest => _record.Manifest;

    /// <summary>What learns.</summary>
    public Algorithm Algorithm { get; }

    /// <summary>Where it learns.</summary>
    public EnvironmentEntry Environment { get; }

    /// <summary>The algorithm's options record.</summary>
    public object Options { get; }

    /// <summary>The seeds, to be split as <see cref="RunSeeds"/> says.</summary>
    public SeedSequence Seeds => new(Manifest.Seed);

    /// <summary>The results in <c>evaluation.json</c>, at most one greedy and one sampled.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public IReadOnlyList<EvaluationResult> Evaluations => EvaluationFile.Read(_record.Folder.Evaluation);

    /// <summary>The least time between two reports of progress.</summary>
    /// <value>Default 50 ms; zero: a report after every update.</value>
    public TimeSpan ProgressInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What is called after each update besides what the plan asks for, in this order.</summary>
    /// <remarks>Their state is in the checkpoints, so whoever goes on with the run sets the same ones again.</remarks>
    /// <value>Default none.</value>
    public IReadOnlyList<ITrainingCallback> Callbacks { get; set; } = [];

    /// <summary>Whether <see cref="Train"/> has anything left to do.</summary>
    public bool CanContinue => Manifest.Status is RunStatus.Running or RunStatus.Interrupted or RunStatus.Failed;

    /// <summary>Whether there is a checkpoint, and so a policy to evaluate or watch.</summary>
    public bool HasCheckpoint => _record.Folder.Checkpoints.IsFilled;

    /// <summary>Whether the best policy of its evaluations while learning was kept.</summary>
    public bool HasBest => _record.Folder.Checkpoints.HasBest;

    /// <summary>The environment steps of the checkpoints that are kept, in their order; the last is what
    /// <see cref="LoadLearner()"/> loads.</summary>
    public IReadOnlyList<long> Checkpoints => _record.Folder.Checkpoints.Steps;

    /// <summary>The evaluations while it learned, in <c>evaluations.jsonl</c>; none without an
    /// <see cref="EvaluationSchedule"/>.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public IReadOnlyList<EvaluationPoint> ReadEvaluations() => EvaluationLog.Read(_record.Folder.Evaluations);

    /// <summary>The evaluation that <see cref="LoadBest"/>'s policy had; null if there was none.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public EvaluationPoint? Best => ReadEvaluations().LastOrDefault(point => point.IsBest);

    /// <summary>Begins a run: makes its folder and writes its manifest. Nothing is learned yet.</summary>
    /// <param name="folder">Where it is to lie; made if it is not there.</param>
    /// <param name="plan">Everything that decides it.</param>
    /// <param name="algorithms">The algorithms there are; null for the library's.</param>
    /// <param name="environments">The environments there are; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">A name is unknown, an option is out of range, or the folder cannot be
    /// written or holds a run already.</exception>
    public static Run Create(
        string folder,
        RunPlan plan,
        AlgorithmCatalog? algorithms = null,
        EnvironmentRegistry? environments = null,
        TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(plan);
        time ??= TimeProvider.System;
        var algorithm = (algorithms ?? AlgorithmCatalog.Standard).Find(plan.Algorithm);
        var environment = (environments ?? EnvironmentRegistry.Standard)
            .Find(plan.Environment).With(plan.EnvironmentArguments);
        var options = algorithm.Settings.Validated(plan.Options ?? algorithm.DefaultOptions);
        var manifest = new Manifest(
            algorithm.Id, environment.Spec.Id, plan.Seed, plan.Training.Validated(), algorithm.Settings.ToJson(options))
        {
            EnvironmentArguments = plan.EnvironmentArguments,
            Preset = plan.Preset,
            Threads = plan.Threads,
            Created = time.GetUtcNow(),
        };

        // What cannot be made is found out before there is a folder.
        if (plan.Threads < 1)
            throw new BadInputException($"The number of threads cannot be {plan.Threads}; it must be at least 1.");
        algorithm.Create(environment, options, new(plan.Seed), plan.Training.Steps);

        return new(RunRecord.Begin(folder, manifest), algorithm, environment, options, time);
    }

    /// <summary>Opens a run that was begun before.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="algorithms">The algorithms there are; null for the library's.</param>
    /// <param name="environments">The environments there are; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">There is no run, it is damaged or of a newer version, or names something
    /// unknown.</exception>
    public static Run Open(
        string folder,
        AlgorithmCatalog? algorithms = null,
        EnvironmentRegistry? environments = null,
        TimeProvider? time = null)
    {
        var record = RunRecord.Open(folder);
        var manifest = record.Manifest;
        if (AutoencoderKinds.FindOrNull(manifest.Algorithm) is not null) throw new BadInputException(
            $"The run in '{folder}' is of an autoencoder on {manifest.Environment}, not of an agent; "
            + "use the commands of 'pathwise vae'.");
        if (manifest.Algorithm == SearchRun.Algorithm) throw new BadInputException(
            $"The run in '{folder}' is an architecture search in {manifest.Environment}, not of an agent; "
            + "use the commands of 'pathwise nas'.");
        if (manifest.Algorithm == TuningStudy.Algorithm) throw new BadInputException(
            $"The run in '{folder}' is a search for settings in {manifest.Environment}; use the "
            + "commands of 'pathwise tune'.");
        try
        {
            var algorithm = (algorithms ?? AlgorithmCatalog.Standard).Find(manifest.Algorithm);
            var environment = (environments ?? EnvironmentRegistry.Standard)
                .Find(manifest.Environment).With(manifest.EnvironmentArguments);
            using var settings = JsonDocument.Parse(manifest.Settings.ToJsonString());
            var options = algorithm.Settings.FromJson(settings.RootElement);
            return new(record, algorithm, environment, options, time ?? TimeProvider.System);
        }
        catch (BadInputException e)
        {
            throw new BadInputException(
                $"The run in '{folder}' cannot be opened: {char.ToLowerInvariant(e.Message[0])}{e.Message.AsSpan(1)}",
                e);
        }
    }

    /// <summary>Learns from the last checkpoint, or from the beginning, to the end of the plan.</summary>
    /// <param name="progress">Is told how it goes, on this thread.</param>
    /// <param name="cancellation">Asks to stop after the present update; a checkpoint is left, to go on from.</param>
    /// <returns>How it ended; at once, and as before, if it was completed already.</returns>
    /// <exception cref="BadInputException">Another process trains in the folder, a file is damaged or cannot be
    /// written, or the run has diverged.</exception>
    public TrainingResult Train(
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        TrainTo(long.MaxValue, progress, cancellation);

    /// <summary>Learns as <see cref="Train"/> does, but stops once it has taken some steps, as if it had been asked to:
    /// the pause changes no bit of what follows.</summary>
    /// <param name="steps">The steps, from the beginning of the run; the update that reaches them is the last.</param>
    /// <param name="progress">Is told how it goes, on this thread.</param>
    /// <param name="cancellation">Asks to stop after the present update; a checkpoint is left, to go on from.</param>
    /// <returns>How it ended: interrupted, if that was before the end of the plan.</returns>
    /// <exception cref="BadInputException">As of <see cref="Train"/>.</exception>
    public TrainingResult TrainTo(
        long steps, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        _record.Train(() => Continue(steps, progress, cancellation));

    /// <summary>The learner of the last checkpoint.</summary>
    /// <exception cref="BadInputException">There is no checkpoint, or it is damaged or of another run.</exception>
    public ILearner LoadLearner() => Load(_record.ReadArrays());

    /// <summary>The learner of a checkpoint that was kept.</summary>
    /// <param name="step">One of <see cref="Checkpoints"/>.</param>
    /// <exception cref="BadInputException">There is no such checkpoint, or it is damaged or of another
    /// run.</exception>
    public ILearner LoadLearner(long step) => Load(_record.ReadArrays(step));

    /// <summary>The best policy of the evaluations while it learned, to act with.</summary>
    /// <exception cref="BadInputException">None was kept, or it is damaged or of another run.</exception>
    public ILearner LoadBest()
    {
        var learner = NewLearner(workers: null);
        learner.LoadPolicy(_record.ReadBest().Arrays.Part(Training.LearnerPart));
        return learner;
    }

    /// <summary>The policy of the last checkpoint, which acts by itself.</summary>
    /// <exception cref="BadInputException">There is no checkpoint, it is damaged or of another run, or the policy is no
    /// network.</exception>
    public TrainedPolicy LoadPolicy()
    {
        var learner = LoadLearner();
        return Departed(learner, learner.Steps);
    }

    /// <summary>The best policy of the evaluations while it learned, which acts by itself.</summary>
    /// <exception cref="BadInputException">None was kept, it is damaged or of another run, or the policy is no
    /// network.</exception>
    public TrainedPolicy LoadBestPolicy() => Departed(LoadBest(), _record.ReadBest().Counters.Step);

    /// <summary>Evaluates the policy of the last checkpoint, and writes <c>evaluation.json</c>.</summary>
    /// <param name="plan">How many episodes, and how actions are chosen; null for the defaults.</param>
    /// <param name="cancellation">Stops it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadInputException">There is no checkpoint, it is damaged, or the file cannot be
    /// written.</exception>
    public EvaluationResult Evaluate(EvaluationPlan? plan = null, CancellationToken cancellation = default)
    {
        var result = Evaluation.Of(LoadLearner(), Environment, Seeds, plan, cancellation);
        EvaluationFile.Write(_record.Folder.Evaluation, result);
        return result;
    }

    /// <summary>The learning curve: a point for every line of metrics in whose interval an episode ended.</summary>
    /// <exception cref="BadInputException">The metrics are damaged.</exception>
    public IReadOnlyList<CurvePoint> ReadCurve() => LearningCurve.Read(_record.Folder.Metrics);

    private TrainedPolicy Departed(ILearner learner, long steps)
    {
        var policy = learner.NewPolicy(Environment) ?? throw new BadInputException(
            $"What {Algorithm.Id} has learned is no network but a table, and cannot leave its run in '{Folder}'; "
            + "policies of networks can, such as those of dqn or ppo.");
        return new(policy.Parts with
        {
            Origin = new(Algorithm.Id, Environment.Spec.Id, Manifest.Seed, steps, Manifest.Version),
        });
    }

    private TrainingResult Continue(
        long steps, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var checkpoint = _record.ReadCheckpoint();
        _record.Folder.Checkpoints.ForgetBestAfter(checkpoint?.Counters.Step ?? -1);
        using var log = new RunLog(
            _record.Folder, Algorithm.Id, Environment.Spec.Id, checkpoint?.Counters, _time,
            Manifest.Training.KeptCheckpoints);
        using var workers = new Workers(Manifest.Threads);
        var training = new Training(NewLearner(workers), Manifest.Training, _time, log)
        {
            ProgressInterval = ProgressInterval,
            PauseAt = steps,
            Callbacks = [.. PlannedCallbacks(), .. Callbacks],
        };
        if (checkpoint is { } last)
        {
            training.Load(last.Arrays);
            training.ContinueFrom(TimeSpan.FromSeconds(LearningCurve.LastSecond(_record.Folder.Metrics)));
        }

        _record.NoteRunning();
        return training.Run(progress, cancellation);
    }

    private IEnumerable<ITrainingCallback> PlannedCallbacks()
    {
        if (Manifest.Training.Evaluation is not { } schedule) yield break;
        var evaluation = new PeriodicEvaluation(
            Environment, Seeds, schedule.Every,
            new() { Episodes = schedule.Episodes, IsGreedy = schedule.IsGreedy });
        yield return evaluation;
        if (schedule.TargetReturn is { } target) yield return new StopAtReturn(evaluation, target);
        if (schedule.Patience is { } patience) yield return new StopWithoutImprovement(evaluation, patience);
    }

    private ILearner Load(SafetensorsReader arrays)
    {
        var learner = NewLearner(workers: null);
        learner.Load(arrays.Part(Training.LearnerPart));
        return learner;
    }

    private ILearner NewLearner(Workers? workers) =>
        Algorithm.Create(Environment, Options, Seeds, Manifest.Training.Steps, workers);
}
