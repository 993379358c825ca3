using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Policies;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Proximal policy optimization: learns several times from each rollout, as long as the policy stays near the
/// one that acted.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <typeparam name="TDistribution">The policy's family of distributions.</typeparam>
/// <remarks>
/// <para>Source: Schulman, Wolski, Dhariwal, Radford &amp; Klimov (2017), <i>Proximal policy optimization
/// algorithms</i>, eq. (9) and algorithm 1, with the details of Huang et al. (2022), <i>The 37 implementation
/// details of proximal policy optimization</i>, as Stable-Baselines3 has them. Symbols: n = the environments,
/// T = the steps of a rollout, K = <see cref="PpoOptions.Epochs"/>, M = <see cref="PpoOptions.BatchSize"/>, ε =
/// <see cref="PpoOptions.ClipRange"/>, c₁, c₂ = <see cref="ActorCriticOptions.ValueWeight"/>,
/// <see cref="ActorCriticOptions.EntropyWeight"/>.</para>
/// <para>Where we differ: policy and values have networks of their own, side by side on two threads if there are two;
/// their gradients are cut together, as if they were one.</para>
/// </remarks>
public sealed class Ppo<TAction, TDistribution> : ILearner, IPieces
    where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
{
    private readonly RolloutCollector<TAction> _collector;
    private readonly Policy<TAction, TDistribution> _policy;
    private readonly IExploration<TAction> _exploration;
    private readonly StateValue _value;
    private readonly PpoOptions _options;
    private readonly EpisodeCounter _counter;
    private readonly Workers _workers;
    private readonly Minibatch<TAction> _batch;
    private readonly RecurrentMemory<TAction>? _memory;
    private readonly double[] _logProbabilities, _weights, _errors;
    private Rng _order;
    private ClippedSurrogate _surrogate;
    private SurrogateReport _report;
    private double _valueLoss, _explained = double.NaN;

    /// <summary>Makes a learner of its parts.</summary>
    /// <param name="collector">Runs the policy.</param>
    /// <param name="policy">π.</param>
    /// <param name="value">v̂.</param>
    /// <param name="options">The settings.</param>
    /// <param name="learning">Where the order of the minibatches comes from.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share work, or null for one; they change no bit of the result.</param>
    /// <param name="exploration">How actions are drawn; null: each by itself, from the policy.</param>
    public Ppo(
        RolloutCollector<TAction> collector, Policy<TAction, TDistribution> policy, StateValue value,
        PpoOptions options, SeedSequence learning, long horizon, Workers? workers = null,
        IExploration<TAction>? exploration = null)
        : this(collector, policy, value, options, learning, horizon, workers, exploration, memory: null) { }

    internal Ppo(
        RolloutCollector<TAction> collector, Policy<TAction, TDistribution> policy, StateValue value,
        PpoOptions options, SeedSequence learning, long horizon, Workers? workers,
        IExploration<TAction>? exploration, RecurrentMemory<TAction>? memory)
    {
        ArgumentNullException.ThrowIfNull(collector);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(value);
        (_collector, _policy, _exploration, _value) = (collector, policy, exploration ?? policy, value);
        _options = PpoOptions.Settings.Validated(options);
        (_counter, _workers, _order) = (new(horizon), workers ?? new(count: 1), new(learning));
        _memory = memory;
        _batch = new(collector.Rollout, _options.BatchSize, bySequence: memory is not null);
        var rows = _batch.MostRows;
        (_logProbabilities, _weights, _errors) = (new double[rows], new double[rows], new double[rows]);
    }

    /// <inheritdoc/>
    public long Steps => _counter.Steps;

    /// <inheritdoc/>
    public long Episodes => _counter.Episodes;

    /// <summary>π.</summary>
    public Policy<TAction, TDistribution> Policy => _policy;

    /// <summary>v̂.</summary>
    public StateValue Value => _value;

    /// <summary>What was lived through last.</summary>
    public Rollout<TAction> Rollout => _collector.Rollout;

    /// <inheritdoc/>
    public string? Diverged =>
        _policy.HasDiverged || _value.HasDiverged ? "the gradient of policy and values" : null;

    /// <summary>Runs the policy, then learns K times from every step.</summary>
    public void Learn()
    {
        var alpha = _options.StepSize.At(_counter.Fraction);
        _surrogate = new(_options.ClipRange.At(_counter.Fraction));

        var rollout = _collector.Collect(_exploration);                  // run π_θold in n environments for T timesteps
        Judge(rollout);                                                  // compute advantage estimates Â₁, …, Â_T
        Optimize(alpha);                                                 // optimize L wrt θ, K epochs, minibatch size M

        _explained = ExplainedVariance.Of(rollout.Returns, rollout.Advantages);
        _counter.Count(rollout.Rows, _collector.Ended);
    }

    /// <inheritdoc/>
    public void Report(IMetrics metrics)
    {
        _collector.Report(metrics);
        _policy.Report(metrics);
        metrics.Add("policy/objective", _report.Objective);
        metrics.Add("policy/clipFraction", _report.ClipFraction);
        metrics.Add("policy/approximateKl", _report.ApproximateKl);
        metrics.Add("value/loss", _valueLoss);
        if (double.IsFinite(_explained)) metrics.Add("value/explainedVariance", _explained);
    }

    /// <inheritdoc/>
    public IActor NewActor(IVectorEnvironment environments, bool greedy) =>
        _policy.NewActor(
            environments, greedy, _collector.ObservationMoments, RolloutNormalization.Clip, _options.MaskActions);

    /// <inheritdoc/>
    public TrainedPolicy? NewPolicy(EnvironmentEntry environment) => _policy.NewPolicy(
        environment, _collector.ObservationMoments, RolloutNormalization.Clip, !_collector.Rollout.Masks.IsEmpty);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _counter.Save(writer);
        _order.Save(writer, "order");
        _collector.Save(writer.Part("rollouts"));
        _policy.Save(writer.Part("policy"));
        _value.Save(writer.Part("value"));
        _memory?.Save(writer.Part("memory"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _counter.Load(reader);
        _order = Rng.Load(reader, "order");
        _collector.Load(reader.Part("rollouts"));
        _policy.Load(reader.Part("policy"));
        _value.Load(reader.Part("value"));
        _memory?.Load(reader.Part("memory"));
    }

    /// <inheritdoc/>
    void IPieces.Run(int piece)
    {
        if (piece == 0) AddPolicyGradient();
        else AddValueGradient();
    }

    private void Judge(Rollout<TAction> rollout)
    {
        if (_memory is null)
        {
            rollout.Judge(_value, _options.Gamma, _options.Lambda);
            return;
        }

        _memory.Judge();
        rollout.Judge(_options.Gamma, _options.Lambda);
    }

    private void Optimize(double alpha)
    {
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            _batch.Shuffle(ref _order);
            while (_batch.MoveNext())
            {
                SideBySide.Run(_workers, this, _batch.Rows);             // ∇(L^CLIP + c₂ S), and ∇(−c₁ L^VF)
                if (_report.ApproximateKl > 1.5 * _options.TargetKl)     // never where there is no target
                {
                    _policy.Ascent.Forget();
                    _value.Ascent.Forget();
                    return;
                }

                _policy.Ascent.StepWith(_value.Ascent, alpha);
                if (Diverged is not null) return;
            }
        }
    }

    private void AddPolicyGradient()
    {
        var rows = _batch.Rows;
        var now = _logProbabilities.AsSpan(0, rows);
        var weights = _weights.AsSpan(0, rows);
        if (_options.NormalizeAdvantages && rows > 1) Standardization.Apply(_batch.Advantages);

        _memory?.PreparePolicy(_batch);
        _policy.Evaluate(_batch.States, _batch.Masks, _batch.Actions, now);
        _report = _surrogate.Weigh(_batch.LogProbabilities, now, _batch.Advantages, weights);
        _policy.AddGradient(_batch.States, _batch.Actions, weights, _options.EntropyWeight / rows);
    }

    private void AddValueGradient()
    {
        var rows = _batch.Rows;
        var errors = _errors.AsSpan(0, rows);
        _memory?.PrepareValue(_batch);
        _value.Evaluate(_batch.States, errors);
        _valueLoss = 0;
        for (var i = 0; i < rows; i++)
        {
            errors[i] = _options.ValueClipRange is { } range
                ? ClippedValueError.Of(_batch.Returns[i], errors[i], _batch.Values[i], range)
                : _batch.Returns[i] - errors[i];
            _valueLoss += errors[i] * errors[i] / rows;
        }

        _value.AddGradient(_batch.States, errors, 2 * _options.ValueWeight / rows);
    }
}
