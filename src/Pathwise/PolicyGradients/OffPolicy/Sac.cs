using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Policies;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Soft actor-critic: a policy that earns much while it stays as random as it can, learned from replay through
/// its own reparametrized actions.</summary>
/// <remarks>
/// <para>Source: Haarnoja, Zhou, Hartikainen et al. (2018b), <i>Soft actor-critic algorithms and applications</i>,
/// algorithm 1, with the details of Stable-Baselines3. Symbols: D = the replay, θ = the policy, φ₁, φ₂ = the critics,
/// φ⁻ = their targets, α = <see cref="EntropyWeight"/>, H̄ = <see cref="SacOptions.TargetEntropy"/>, N =
/// <see cref="OffPolicyOptions.BatchSize"/>. One <see cref="Learn"/> is <see cref="OffPolicyOptions.TrainEvery"/>
/// environment steps and then <see cref="OffPolicyOptions.GradientSteps"/> gradient steps.</para>
/// <para>Where we differ: with state-dependent noise, each transition of a batch has noise of its own, where
/// Stable-Baselines3 has one noise matrix for all; its distribution in each state is the same. An episode that a time
/// limit cut bootstraps from its last state.</para>
/// </remarks>
public sealed partial class Sac : ILearner
{
    private readonly ReplayCollector<float> _collector;
    private readonly UniformReplay _sampler;
    private readonly SquashedPolicy _policy;
    private readonly TwinCritics _critics;
    private readonly EntropyWeight _entropy;
    private readonly SacOptions _options;
    private readonly IBehaviour<float> _behaviour;
    private readonly ReplayBatch<float> _batch;
    private readonly float[] _actionGradients;
    private readonly double[] _bonus;
    private readonly long _horizon;
    private Rng _draws;
    private SacReport _report;

    /// <summary>Makes a learner of its parts.</summary>
    /// <param name="collector">Acts and remembers.</param>
    /// <param name="sampler">Chooses what is learned from; the collector's.</param>
    /// <param name="policy">θ.</param>
    /// <param name="critics">φ₁ and φ₂.</param>
    /// <param name="entropy">α.</param>
    /// <param name="options">The settings.</param>
    /// <param name="learning">Where minibatches and their actions come from.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    public Sac(
        ReplayCollector<float> collector, UniformReplay sampler, SquashedPolicy policy, TwinCritics critics,
        EntropyWeight entropy, SacOptions options, SeedSequence learning, long horizon)
    {
        ArgumentNullException.ThrowIfNull(collector);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(critics);
        ArgumentNullException.ThrowIfNull(entropy);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        (_collector, _sampler, _policy, _critics, _entropy) = (collector, sampler, policy, critics, entropy);
        (_options, _horizon, _draws) = (options, horizon, new(learning));
        _behaviour = policy.Network is StateDependentNoise noise
            ? new SquashedExploration(new(noise, options.Environments, options.NoiseSteps), options.Environments)
            : new SquashedActing(policy.Network, options.Environments);
        _batch = collector.Memory.NewBatch(options.BatchSize);
        _actionGradients = new float[options.BatchSize * collector.Memory.ActionSize];
        _bonus = new double[options.BatchSize];
    }

    /// <inheritdoc/>
    public long Steps => _collector.Steps;

    /// <inheritdoc/>
    public long Episodes => _collector.Episodes;

    /// <summary>π.</summary>
    public SquashedPolicy Policy => _policy;

    /// <summary>Q₁ and Q₂.</summary>
    public TwinCritics Critics => _critics;

    /// <summary>α, now.</summary>
    public double EntropyWeight => _entropy.Value;

    /// <inheritdoc/>
    public string? Diverged =>
        _critics.HasDiverged ? "the critics' gradient" : _policy.HasDiverged ? "the policy's gradient" : null;

    private double Fraction => Math.Min(1, Steps / (double)_horizon);

    /// <summary>Acts for some steps, then learns from what is remembered.</summary>
    public void Learn()
    {
        var before = Steps;
        (_behaviour as SquashedExploration)?.Begin();
        _collector.Collect(_behaviour);                           // a ~ π(·|s); D ← D ∪ {(s, a, r, s′)}
        _report = default;
        if (!_collector.MayLearn) return;

        var (stepSize, updates) = (_options.StepSize.At(Fraction), _options.GradientSteps);
        if (updates < 0) updates = (int)(Steps - before);
        for (var i = 0; i < updates && Diverged is null; i++) Improve(stepSize);
    }

    /// <inheritdoc/>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        _collector.Report(metrics);
        metrics.Add("replay/transitions", _collector.Memory.Count);
        metrics.Add("policy/entropyWeight", EntropyWeight);
        _report.To(metrics);
    }

    /// <inheritdoc/>
    public IActor NewActor(IVectorEnvironment environments, bool greedy)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return new SquashedActor(_policy.Network, (IVectorEnvironment<float>)environments, greedy);
    }

    /// <inheritdoc/>
    public TrainedPolicy? NewPolicy(EnvironmentEntry environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return _policy.Network is not Mlp network ? null : new(new(
            environment.ObservationSpace, environment.ActionSpace, ActionRule.Squashed, new(network)));
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _draws.Save(writer, "draws");
        _collector.Save(writer.Part("experience"));
        _policy.Save(writer.Part("policy"));
        _critics.Save(writer.Part("critics"));
        _entropy.Save(writer.Part("entropy"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _draws = Rng.Load(reader, "draws");
        _collector.Load(reader.Part("experience"));
        _policy.Load(reader.Part("policy"));
        _critics.Load(reader.Part("critics"));
        _entropy.Load(reader.Part("entropy"));
    }

    /// <inheritdoc/>
    public void SavePolicy(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _collector.SaveProgress(writer.Part("experience"));
        _policy.Save(writer.Part("policy"));
    }

    /// <inheritdoc/>
    public void LoadPolicy(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _collector.LoadProgress(reader.Part("experience"));
        _policy.Load(reader.Part("policy"));
    }

    private void Improve(double stepSize)
    {
        var rows = _batch.Rows;
        _sampler.Draw(_batch.Slots, _batch.Weights, Fraction, ref _draws);
        _collector.Memory.Gather(_batch);                                                   // (s, a, r, s′) ~ D
        var logProbability = _policy.Sample(_batch.Observations, rows, ref _draws);         // ã ~ π(·|s)
        var alpha = _entropy.Value;
        _entropy.Learn(logProbability, stepSize);                                           // α ← α − λ ∇J(α)

        _policy.SampleNext(_batch.Next, rows, ref _draws);                                  // a′ ~ π(·|s′)
        for (var row = 0; row < rows; row++) _bonus[row] = -alpha * _policy.NextLogProbabilities[row];
        _critics.Learn(_batch, _policy.NextActions, _bonus, stepSize);                      // φ_i ← φ_i − λ ∇J_Q(φ_i)

        var value = _critics.Slopes(_batch.Observations, _policy.Actions, ofFirst: false, _actionGradients);
        _policy.Ascend(_batch.Observations, _actionGradients, alpha, stepSize);             // θ ← θ − λ ∇J_π(θ)
        _critics.Follow(_options.TargetStep);                                               // φ⁻ ← τφ + (1 − τ)φ⁻
        _report.Add(_critics.Loss, value, -logProbability);
    }
}
