using System.Globalization;
using System.Runtime.InteropServices;
using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Testing;

/// <summary>The checks of one environment, each of which adds what it finds.</summary>
internal sealed class EnvironmentConformanceChecks<TAction>(Func<IEnvironment<TAction>> make, int steps, ulong seed)
    where TAction : unmanaged
{
    private const int BatchCount = 3;

    private const int SmallestObject = 24;                  // bytes, on a 64-bit machine

    private readonly List<EnvironmentConformanceFinding> _findings = [];
    private Space _observationSpace = new Discrete(1), _actionSpace = new Discrete(1);
    private float[] _observation = [], _other = [];
    private TAction[] _action = [];

    /// <summary>The environment's name.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What has been found.</summary>
    public IReadOnlyList<EnvironmentConformanceFinding> Findings => _findings;

    /// <summary>All checks of a live environment.</summary>
    public void Run()
    {
        var first = make();
        (Id, _observationSpace, _actionSpace) = (first.Spec.Id, first.ObservationSpace, first.ActionSpace);
        (_observation, _other) = (new float[_observationSpace.Size], new float[_observationSpace.Size]);
        _action = new TAction[_actionSpace.Size];
        var isReal = _actionSpace is Box;
        if (isReal != (typeof(TAction) == typeof(float)) || (!isReal && typeof(TAction) != typeof(int)))
        {
            Error(
                "spaces",
                $"The actions are {_actionSpace}, whose components are {(isReal ? "floats" : "ints")}, "
                    + $"not {typeof(TAction).Name}.");
            return;
        }

        Guarded("spaces", CheckSpaces);
        Guarded("observations in the space", CheckObservations);
        Guarded("same seed, same episode", CheckSeeds);
        Guarded("saved and restored", CheckSaving);
        Guarded("actions outside the space", CheckForeignActions);
        Guarded("order of calls", CheckOrder);
        Guarded("time limit", CheckTimeLimit);
        Guarded("allocation", CheckAllocation);
    }

    /// <summary>Environment i of a batch must give what a single one of its seed gives.</summary>
    public void RunOnBatch(Func<int, IVectorEnvironment<TAction>> makeBatch) => Guarded("batch", () =>
    {
        var batch = makeBatch(BatchCount);
        var singles = Enumerable.Range(0, BatchCount).Select(_ => make()).ToArray();
        var rng = new Rng(seed);
        var (actions, over, size) = (
            new TAction[BatchCount * _action.Length], new bool[BatchCount], _observation.Length);
        batch.Reset(seed);
        for (var i = 0; i < BatchCount; i++)
        {
            singles[i].Reset(_observation, unchecked(seed + (ulong)i));
            if (!batch.Observations.Slice(i * size, size).SequenceEqual(_observation))
                Error("batch", $"Environment {i} of a batch starts differently from a single one of its seed.");
        }

        for (var t = 1; t <= steps && !Found("batch"); t++)
        {
            for (var i = 0; i < BatchCount; i++) Sample(actions.AsSpan(i * _action.Length, _action.Length), ref rng);
            batch.Step(actions);
            for (var i = 0; i < BatchCount; i++)
            {
                var step = default(Step);
                if (over[i]) singles[i].Reset(_observation);
                else step = singles[i].Step(actions.AsSpan(i * _action.Length, _action.Length), _observation);
                over[i] = step.EndsEpisode;
                if (step != new Step(batch.Rewards[i], batch.Terminated[i], batch.Truncated[i])
                    || !batch.Observations.Slice(i * size, size).SequenceEqual(_observation))
                    Error("batch", $"At step {t}, environment {i} of a batch differs from a single one of its seed; "
                        + "do the rules keep something outside the state?");
            }
        }
    });

    private void CheckSpaces()
    {
        var environment = make();
        if (environment.ObservationSpace != environment.ObservationSpace
            || environment.ActionSpace != environment.ActionSpace)
            Error("spaces", "The spaces change from one call to the next.");
        if (_actionSpace is not Box box) return;
        var isSymmetric = box.Low.Zip(box.High).All(bounds => bounds.First == -bounds.Second && bounds.Second == 1);
        if (!isSymmetric)
            Add("spaces",
                "The actions are not symmetric with bounds −1 and 1; Gaussian policies learn better if they are.",
                EnvironmentConformanceSeverity.Advice);
    }

    private void CheckObservations() => Play(make(), (t, step) =>
    {
        var when = t == 0 ? "After the reset" : $"After step {t}";
        if (!_observationSpace.Contains(_observation))
            Error("observations in the space", string.Create(CultureInfo.InvariantCulture,
                $"{when} the observation [{string.Join(", ", _observation)}] is not in {_observationSpace}."));
        if (!double.IsFinite(step.Reward))
            Error(
                "finite rewards", string.Create(CultureInfo.InvariantCulture, $"{when} the reward is {step.Reward}."));
        return Found("observations in the space") || Found("finite rewards");
    });

    private void CheckSeeds()
    {
        var (one, two, rng) = (make(), make(), new Rng(seed));
        one.Reset(_observation, seed);
        one.Step(Sampled(ref rng), _observation);              // so that two streams are at different places
        one.Reset(_observation, seed);
        two.Reset(_other, seed);
        if (!_observation.AsSpan().SequenceEqual(_other))
            Error("same seed, same start", "Two resets with the same seed gave different observations.");
        else
            Compare("same seed, same episode", one, two, ref rng);
    }

    private void CheckSaving()
    {
        var (one, two, rng) = (make(), make(), new Rng(seed));
        one.Reset(_observation, seed);
        for (var t = 0; t < Math.Min(steps, 23); t++)
            if (one.Step(Sampled(ref rng), _observation).EndsEpisode)
                one.Reset(_observation);
        two.Reset(_other, unchecked(seed + 1));
        var memory = new EnvironmentConformanceMemory();
        one.Save(memory);
        two.Load(memory);
        Compare("saved and restored", one, two, ref rng);
    }

    private void CheckForeignActions()
    {
        if (_actionSpace is Box)
        {
            MemoryMarshal.Cast<TAction, float>(_action.AsSpan()).Fill(float.NaN);
            Refuses("actions outside the space", "the action NaN", Started(), EnvironmentConformanceSeverity.Advice);
            return;
        }

        MemoryMarshal.Cast<TAction, int>(_action.AsSpan()).Fill(int.MaxValue);
        Refuses("actions outside the space", $"the action {int.MaxValue}", Started());
    }

    private void CheckOrder()
    {
        var rng = new Rng(seed);
        Sampled(ref rng);
        Refuses("order of calls", "a step before the first reset", make());

        var environment = Started();
        for (var t = 0; t < steps; t++)
        {
            if (!environment.Step(Sampled(ref rng), _observation).EndsEpisode) continue;
            Refuses("order of calls", "a step after the end of an episode", environment);
            environment.Reset(_observation);
            environment.Step(Sampled(ref rng), _observation);
            return;
        }
    }

    private void CheckTimeLimit()
    {
        var environment = make();
        if (environment.Spec.MaxEpisodeSteps is not { } limit || limit > steps) return;
        var length = 0;
        Play(environment, (t, step) =>
        {
            length = t == 0 || step.EndsEpisode ? 0 : length + 1;
            if (length >= limit)
                Error("time limit", $"An episode went on after step {limit}, the limit of its spec.");
            return Found("time limit");
        });
    }

    private void CheckAllocation()
    {
        var (environment, rng) = (Started(), new Rng(seed));
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var t = 0; t < steps; t++)
            {
                Sample(_action, ref rng);
                if (environment.Step(_action, _observation).EndsEpisode) environment.Reset(_observation);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();                                        // what is compiled or made once does not count
        var bytes = Math.Min(Allocated(), Math.Min(Allocated(), Allocated()));
        if (bytes >= SmallestObject * steps)
            Add("allocation", $"{steps} steps allocated {bytes} bytes; a step that allocates nothing is faster.",
                EnvironmentConformanceSeverity.Advice);
    }

    /// <summary>Goes on with both, with the same random actions, and finds the first difference.</summary>
    private void Compare(string check, IEnvironment<TAction> one, IEnvironment<TAction> two, ref Rng rng)
    {
        for (var t = 1; t <= steps; t++)
        {
            var action = Sampled(ref rng);
            var (first, second) = (one.Step(action, _observation), two.Step(action, _other));
            if (first != second || !_observation.AsSpan().SequenceEqual(_other))
            {
                Error(check, $"{t} steps later, two environments that should go the same way differ: "
                    + $"{first} and {second}.");
                return;
            }

            if (!first.EndsEpisode) continue;
            one.Reset(_observation);
            two.Reset(_other);
        }
    }

    private void Play(IEnvironment<TAction> environment, Func<int, Step, bool> look)
    {
        var rng = new Rng(seed);
        environment.Reset(_observation, seed);
        if (look(0, default)) return;
        for (var t = 1; t <= steps; t++)
        {
            var step = environment.Step(Sampled(ref rng), _observation);
            if (look(t, step)) return;
            if (!step.EndsEpisode) continue;
            environment.Reset(_observation);
            if (look(0, default)) return;
        }
    }

    private IEnvironment<TAction> Started()
    {
        var environment = make();
        environment.Reset(_observation, seed);
        return environment;
    }

    private void Refuses(
        string check, string what, IEnvironment<TAction> environment,
        EnvironmentConformanceSeverity severity = EnvironmentConformanceSeverity.Error)
    {
        try
        {
            environment.Step(_action, _observation);
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException or BadInputException)
        {
            return;
        }

        Add(check, $"It took {what}, which should be refused with an exception.", severity);
    }

    private void Guarded(string check, Action run)
    {
        try
        {
            run();
        }
        catch (BadInputException e)
        {
            Error(check, e.Message);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException
            or IndexOutOfRangeException or ArithmeticException or NullReferenceException)
        {
            Error(check, $"It threw {e.GetType().Name}: {e.Message}");
        }
    }

    private TAction[] Sampled(ref Rng rng)
    {
        Sample(_action, ref rng);
        return _action;
    }

    private void Sample(Span<TAction> action, ref Rng rng)
    {
        if (typeof(TAction) == typeof(float)) _actionSpace.Sample(MemoryMarshal.Cast<TAction, float>(action), ref rng);
        else _actionSpace.Sample(MemoryMarshal.Cast<TAction, int>(action), ref rng);
    }

    private bool Found(string check) => _findings.Exists(finding => finding.Check == check);

    private void Error(string check, string what) => Add(check, what, EnvironmentConformanceSeverity.Error);

    private void Add(string check, string what, EnvironmentConformanceSeverity severity) =>
        _findings.Add(new(check, what, severity));
}
