using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Policies;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Twin delayed deep deterministic policy gradient: a deterministic policy that climbs a critic, and two
/// critics that do not believe too much.</summary>
/// <remarks>
/// <para>Source: Fujimoto, van Hoof &amp; Meger (2018), <i>Addressing function approximation error in actor-critic
/// methods</i>, algorithm 1, with the details of Stable-Baselines3. Symbols: B = the replay, θ = the policy, φ₁, φ₂ =
/// the critics, θ⁻, φ⁻ = their targets, d, σ̃, c as in <see cref="Td3Options"/>. One <see cref="Learn"/> is
/// <see cref="OffPolicyOptions.TrainEvery"/> environment steps and then <see cref="OffPolicyOptions.GradientSteps"/>
/// steps of the critics.</para>
/// <para>With <see cref="Td3Options.PolicyDelay"/> 1 and no target noise it is DDPG (Lillicrap et al., 2016) with two
/// critics. Where we differ: an episode that a time limit cut bootstraps from its last state.</para>
/// </remarks>
public sealed partial class Td3 : ILearner
{
    private readonly ReplayCollector<float> _collector;
    private readonly UniformReplay _sampler;
    private readonly DeterministicPolicy _policy;
    private readonly TwinCritics _critics;
    private readonly IActionNoise _noise;
    private readonly Td3Options _options;
    private readonly DeterministicActing _behaviour;
    private readonly ReplayBatch<float> _batch;
    private readonly float[] _nextActions, _actionGradients;
    private readonly long _horizon;
    private Rng _draws;
    private long _updates;
    private Td3Report _report;

    /// <summary>Makes a learner of its parts.</summary>
    /// <param name="collector">Acts and remembers.</param>
    /// <param name="sampler">Chooses what is learned from; the collector's.</param>
    /// <param name="policy">θ.</param>
    /// <param name="critics">φ₁ and φ₂.</param>
    /// <param name="noise">What is added to actions while learning.</param>
    /// <param name="options">The settings.</param>
    /// <param name="learning">Where minibatches and the targets' noise come from.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    public Td3(
        ReplayCollector<float> collector, UniformReplay sampler, DeterministicPolicy policy, TwinCritics critics,
        IActionNoise noise, Td3Options options, SeedSequence learning, long horizon)
    {
        ArgumentNullException.ThrowIfNull(collector);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(critics);
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        (_collector, _sampler, _policy, _critics, _noise) = (collector, sampler, policy, critics, noise);
        (_options, _horizon, _draws) = (options, horizon, new(learning));
        _behaviour = new(policy.Network, options.Environments, noise);
        _batch = collector.Memory.NewBatch(options.BatchSize);
        _nextActions = new float[options.BatchSize * collector.Memory.ActionSize];
        _actionGradients = new float[_nextActions.Length];
    }

    /// <inheritdoc/>
    public long Steps => _collector.Steps;

    /// <inheritdoc/>
    public long Episodes => _collector.Episodes;

    /// <summary>μ.</summary>
    public DeterministicPolicy Policy => _policy;

    /// <summary>Q₁ and Q₂.</summary>
    public TwinCritics Critics => _critics;

    /// <summary>Steps of the critics so far.</summary>
    public long Updates => _updates;

    /// <inheritdoc/>
    public string? Diverged =>
        _critics.HasDiverged ? "the critics' gradient" : _policy.HasDiverged ? "the policy's gradient" : null;

    private double Fraction => Math.Min(1, Steps / (double)_horizon);

    /// <summary>Acts for some steps, then learns from what is remembered.</summary>
    public void Learn()
    {
        var before = Steps;
        _collector.Collect(_behaviour);                           // a ← μ(s) + ε; store (s, a, r, s′) in B
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
        _report.To(metrics);
    }

    /// <inheritdoc/>
    /// <remarks>An actor that is not greedy adds independent normal noise of the same scale as in learning.</remarks>
    public IActor NewActor(IVectorEnvironment environments, bool greedy)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return new DeterministicActor(
            _policy.Network, (IVectorEnvironment<float>)environments, greedy ? 0 : _options.NoiseScale);
    }

    /// <inheritdoc/>
    public TrainedPolicy? NewPolicy(EnvironmentEntry environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new(new(
            environment.ObservationSpace, environment.ActionSpace, ActionRule.Squashed, new(_policy.Network))
        {
            Noise = _options.NoiseScale,
        });
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _draws.Save(writer, "draws");
        writer.Write<long>("updates", [_updates]);
        _collector.Save(writer.Part("experience"));
        _policy.Save(writer.Part("policy"));
        _critics.Save(writer.Part("critics"));
        _noise.Save(writer.Part("noise"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _draws = Rng.Load(reader, "draws");
        reader.Read("updates", new Span<long>(ref _updates));
        _collector.Load(reader.Part("experience"));
        _policy.Load(reader.Part("policy"));
        _critics.Load(reader.Part("critics"));
        _noise.Load(reader.Part("noise"));
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
        _collector.Memory.Gather(_batch);                                               // N transitions (s, a, r, s′) of B
        _policy.ActByTarget(_batch.Next, rows, _nextActions);
        TargetSmoothing.Apply(_nextActions, _options.TargetNoise, _options.TargetNoiseClip, ref _draws);
        _critics.Learn(_batch, _nextActions, bonus: [], stepSize);                      // y ← r + γ min_i Q_i⁻(s′, a′)
        _report.AddLoss(_critics.Loss);

        if (++_updates % _options.PolicyDelay != 0) return;
        _policy.Act(_batch.Observations, rows);
        var value = _critics.Slopes(_batch.Observations, _policy.Actions, ofFirst: true, _actionGradients);
        _policy.Ascend(_batch.Observations, _actionGradients, stepSize);                // θ ← θ + λ ∇_a Q₁ ∇_θ μ / N
        _critics.Follow(_options.TargetStep);                                           // φ⁻ ← τφ + (1 − τ)φ⁻
        _policy.Follow(_options.TargetStep);                                            // θ⁻ ← τθ + (1 − τ)θ⁻
        _report.AddValue(value);
    }
}
