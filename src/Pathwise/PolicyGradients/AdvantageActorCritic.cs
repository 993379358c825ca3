using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Policies;

namespace Pathwise.PolicyGradients;

/// <summary>The advantage actor-critic, A2C: a few steps in many environments, then one step along the policy
/// gradient.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <typeparam name="TDistribution">The policy's family of distributions.</typeparam>
/// <remarks>
/// <para>Source: Mnih et al. (2016), <i>Asynchronous methods for deep reinforcement learning</i>, algorithm S3, with
/// environments in step instead of threads out of it, and Stable-Baselines3's settings. Symbols: n = the environments,
/// t_max = the steps of a rollout, R = the returns, c₁, c₂ = <see cref="ActorCriticOptions.ValueWeight"/>,
/// <see cref="ActorCriticOptions.EntropyWeight"/>.</para>
/// <para>Where we differ: with λ &lt; 1, R − v̂ is the generalized advantage; the gradients of policy and values are
/// cut together, as if they were one.</para>
/// </remarks>
public sealed class AdvantageActorCritic<TAction, TDistribution> : ILearner, IPieces
    where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
{
    private readonly RolloutCollector<TAction> _collector;
    private readonly Policy<TAction, TDistribution> _policy;
    private readonly IExploration<TAction> _exploration;
    private readonly StateValue _value;
    private readonly AdvantageActorCriticOptions _options;
    private readonly EpisodeCounter _counter;
    private readonly Workers _workers;
    private readonly double[] _logProbabilities, _weights, _errors;
    private double _valueLoss, _explained = double.NaN;

    /// <summary>Makes a learner of its parts.</summary>
    /// <param name="collector">Runs the policy.</param>
    /// <param name="policy">π.</param>
    /// <param name="value">v̂.</param>
    /// <param name="options">The settings.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share work, or null for one; they change no bit of the result.</param>
    /// <param name="exploration">How actions are drawn; null: each by itself, from the policy.</param>
    public AdvantageActorCritic(
        RolloutCollector<TAction> collector, Policy<TAction, TDistribution> policy, StateValue value,
        AdvantageActorCriticOptions options, long horizon, Workers? workers = null,
        IExploration<TAction>? exploration = null)
    {
        ArgumentNullException.ThrowIfNull(collector);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(value);
        (_collector, _policy, _exploration, _value) = (collector, policy, exploration ?? policy, value);
        _options = AdvantageActorCriticOptions.Settings.Validated(options);
        (_counter, _workers) = (new(horizon), workers ?? new(count: 1));
        var rows = collector.Rollout.Rows;
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

    /// <inheritdoc/>
    public string? Diverged =>
        _policy.HasDiverged || _value.HasDiverged ? "the gradient of policy and values" : null;

    /// <summary>Runs the policy, then takes one step along the gradient.</summary>
    public void Learn()
    {
        var alpha = _options.StepSize.At(_counter.Fraction);

        var rollout = _collector.Collect(_exploration);                  // perform a_t ~ π(·|s_t; θ), t_max times
        rollout.Judge(_value, _options.Gamma, _options.Lambda);          // R ← r_i + γ R, from V(s_t; θ_v) or 0
        SideBySide.Run(_workers, this, rollout.Rows);                    // accumulate gradients wrt θ and θ_v
        _policy.Ascent.StepWith(_value.Ascent, alpha);                   // update θ using dθ and θ_v using dθ_v

        _explained = ExplainedVariance.Of(rollout.Returns, rollout.Advantages);
        _counter.Count(rollout.Rows, _collector.Ended);
    }

    /// <inheritdoc/>
    public void Report(IMetrics metrics)
    {
        _collector.Report(metrics);
        _policy.Report(metrics);
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
        _collector.Save(writer.Part("rollouts"));
        _policy.Save(writer.Part("policy"));
        _value.Save(writer.Part("value"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _counter.Load(reader);
        _collector.Load(reader.Part("rollouts"));
        _policy.Load(reader.Part("policy"));
        _value.Load(reader.Part("value"));
    }

    /// <inheritdoc/>
    void IPieces.Run(int piece)
    {
        if (piece == 0) AddPolicyGradient();
        else AddValueGradient();
    }

    /// <summary><c>dθ ← dθ + ∇ log π(a_i|s_i; θ) (R − V(s_i; θ_v)) + c₂ ∇H</c>, averaged.</summary>
    private void AddPolicyGradient()
    {
        var rollout = _collector.Rollout;
        rollout.Advantages.CopyTo(_weights, 0);
        if (_options.NormalizeAdvantages && rollout.Rows > 1) Standardization.Apply(_weights);
        for (var i = 0; i < _weights.Length; i++) _weights[i] /= rollout.Rows;

        _policy.Evaluate(rollout.States, rollout.Masks, rollout.Actions, _logProbabilities);
        _policy.AddGradient(rollout.States, rollout.Actions, _weights, _options.EntropyWeight / rollout.Rows);
    }

    /// <summary><c>dθ_v ← dθ_v − c₁ ∂(R − V(s_i; θ_v))²/∂θ_v</c>, averaged.</summary>
    private void AddValueGradient()
    {
        var rollout = _collector.Rollout;
        _value.Errors(rollout.States, rollout.Returns, _errors);
        _valueLoss = 0;
        foreach (var error in _errors) _valueLoss += error * error / rollout.Rows;
        _value.AddGradient(rollout.States, _errors, 2 * _options.ValueWeight / rollout.Rows);
    }
}
