using System.Runtime.CompilerServices;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>What all learners of v_π have in common: π, which acts and does not change, and V.</summary>
public abstract class TabularPrediction : TabularLearner
{
    private readonly double[] _values;
    private Rng _acting;

    /// <summary>Prepares.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="policy">π.</param>
    /// <param name="options">γ, α and V₀.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    private protected TabularPrediction(
        Interaction world, FixedPolicy policy, PredictionOptions options, SeedSequence seeds, long horizon)
        : base(world, horizon, options.SampleAverage ? null : options.StepSize, world?.StateActions.States ?? 0)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(seeds);
        if (policy.StateActions.Pairs != world!.StateActions.Pairs)
            throw new ArgumentException("The policy is one of other states and actions.", nameof(policy));
        (Policy, Gamma, _values) = (policy, options.Gamma, new double[world.StateActions.States]);
        _values.AsSpan().Fill(options.InitialValue);
        _acting = new(RunSeeds.Acting(seeds));
    }

    /// <summary>π.</summary>
    public FixedPolicy Policy { get; }

    /// <summary>V, as it stands, [States]. What stands at terminal states is never used.</summary>
    public Span<double> Values => _values;

    /// <summary>γ.</summary>
    private protected double Gamma { get; }

    /// <summary>Acts as π does.</summary>
    /// <param name="environments">Where it will act; the same spaces as the learner's own.</param>
    /// <param name="greedy">Of no effect: π is drawn from.</param>
    public override IActor NewActor(IVectorEnvironment environments, bool greedy) =>
        new TabularActor(environments, Policy.StateActions, Policy.Choose);

    /// <summary>An action of π.</summary>
    /// <param name="state">S.</param>
    /// <returns>(S, A).</returns>
    private protected int Choose(int state) => Policy.Choose(state, ref _acting);

    /// <summary><c>V(S) ← V(S) + α [G − V(S)]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void Move(int state, double target) => Move(ref _values[state], state, target);

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        writer.Write<double>("values", _values);
        _acting.Save(writer, "acting");
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        reader.Read<double>("values", _values);
        _acting = Rng.Load(reader, "acting");
    }
}
