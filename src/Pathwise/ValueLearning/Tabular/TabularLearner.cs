using System.Runtime.CompilerServices;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>What all learners with a table have in common: where they learn, how far they are, and how an entry
/// moves.</summary>
/// <remarks>An update is an episode, or <see cref="Interaction.MostSteps"/> steps of a longer one. Schedules are read
/// at the beginning of an update, and hold for all of it. Allocates nothing once the longest episode has been seen. Not
/// thread-safe.</remarks>
public abstract class TabularLearner : ILearner
{
    /// <summary>An error beyond this counts as blown up.</summary>
    private const double MostError = 1e100;

    private readonly long _horizon;
    private readonly Schedule? _stepSize;
    private readonly long[]? _visits;
    private double _sumOfErrors, _alpha;
    private long _moves;

    /// <summary>Prepares.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    /// <param name="stepSize">α, or null for 1/n.</param>
    /// <param name="entries">How many entries the table has.</param>
    private protected TabularLearner(Interaction world, long horizon, Schedule? stepSize, int entries)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        (World, _horizon, _stepSize) = (world, horizon, stepSize);
        if (stepSize is null) _visits = new long[entries];
    }

    /// <inheritdoc/>
    public long Steps => World.Steps;

    /// <inheritdoc/>
    public long Episodes => World.Episodes;

    /// <inheritdoc/>
    public string? Diverged { get; private set; }

    /// <summary>Where it learns.</summary>
    private protected Interaction World { get; }

    /// <summary>How much of the horizon is done, in [0, 1].</summary>
    private protected double Fraction => Math.Min(1, World.Steps / (double)_horizon);

    /// <summary>Plays and learns: an episode, or 1000 steps of a longer one.</summary>
    public void Learn()
    {
        (_sumOfErrors, _moves, _alpha) = (0, 0, _stepSize?.At(Fraction) ?? 0);
        LearnEpisode();
    }

    /// <inheritdoc/>
    public virtual void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        World.Report(metrics);
        if (_moves > 0) metrics.Add("values/error", _sumOfErrors / _moves);
    }

    /// <inheritdoc/>
    public abstract IActor NewActor(IVectorEnvironment environments, bool greedy);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        World.Save(writer.Part("world"));
        if (_visits is not null) writer.Write<long>("visits", _visits);
        SaveParts(writer);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        World.Load(reader.Part("world"));
        if (_visits is not null) reader.Read<long>("visits", _visits);
        LoadParts(reader);
    }

    /// <summary>The box: an episode, or the part of it that <see cref="Interaction.GoesOn"/> allows.</summary>
    private protected abstract void LearnEpisode();

    /// <summary>Writes what the method has besides.</summary>
    private protected abstract void SaveParts(IStateWriter writer);

    /// <summary>Reads what <see cref="SaveParts"/> wrote.</summary>
    private protected abstract void LoadParts(IStateReader reader);

    /// <summary>α of an entry that is about to move; with 1/n, a visit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected double StepSizeOf(int entry) => _visits is null ? _alpha : 1.0 / ++_visits[entry];

    /// <summary>Moves an entry of a table towards a target: <c>V ← V + α (G − V)</c>.</summary>
    /// <param name="value">V.</param>
    /// <param name="entry">Which entry it is.</param>
    /// <param name="target">G.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void Move(ref double value, int entry, double target)
    {
        var error = target - value;
        if (IsGood(error)) value += StepSizeOf(entry) * error;
    }

    /// <summary>Whether an error may be learned from; one that has blown up ends learning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected bool IsGood(double error)
    {
        var size = Math.Abs(error);
        if (size < MostError)
        {
            _sumOfErrors += size;
            _moves++;
            return Diverged is null;
        }

        Diverged = "the table of values";
        return false;
    }
}
