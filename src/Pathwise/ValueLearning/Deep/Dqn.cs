using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Policies;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.ValueLearning.Deep;

/// <summary>Deep Q-learning: a network learns the values of actions from transitions that it remembers, towards what an
/// older copy of itself says the next state is worth.</summary>
/// <remarks>
/// <para>Source: Mnih et al. (2015), <i>Human-level control through deep reinforcement learning</i>, algorithm 1, with
/// the details of Stable-Baselines3. Symbols: D = the replay, Q = θ, Q̂ = θ⁻, ε, N, C as in
/// <see cref="DeepValueOptions"/>. One <see cref="Learn"/> is <see cref="DeepValueOptions.TrainEvery"/> environment
/// steps and then <see cref="DeepValueOptions.GradientSteps"/> gradient steps.</para>
/// <para>Variants are options, each after its paper: double (van Hasselt, Guez &amp; Silver, 2016), dueling (Wang et
/// al., 2016), n-step, prioritised (Schaul et al., 2016); with a <see cref="QuantileHuberLoss"/> it is QR-DQN (Dabney
/// et al., 2018), see <see cref="QuantileDqn"/>.</para>
/// <para>Where we differ: an episode that a time limit cut bootstraps from its last state.</para>
/// </remarks>
public sealed class Dqn : ILearner, IBehaviour<int>
{
    private readonly ReplayCollector<int> _collector;
    private readonly IReplaySampler _sampler;
    private readonly DeepActionValues _values;
    private readonly Discrete _choices;
    private readonly DeepValueOptions _options;
    private readonly EpsilonGreedy _behaviour;
    private readonly ReplayBatch<int> _batch;
    private readonly float[] _targets, _errors;
    private readonly long _horizon;
    private Rng _draws;
    private DqnReport _report;

    /// <summary>Makes a learner of its parts.</summary>
    /// <param name="collector">Acts and remembers, <see cref="DeepValueOptions.TrainEvery"/> steps at a time.</param>
    /// <param name="sampler">Chooses what is learned from; the collector's.</param>
    /// <param name="values">Q.</param>
    /// <param name="choices">What can be done.</param>
    /// <param name="options">The settings.</param>
    /// <param name="learning">Where the minibatches' randomness comes from.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    public Dqn(
        ReplayCollector<int> collector, IReplaySampler sampler, DeepActionValues values, Discrete choices,
        DeepValueOptions options, SeedSequence learning, long horizon)
    {
        ArgumentNullException.ThrowIfNull(collector);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        (_collector, _sampler, _values, _choices, _options) = (collector, sampler, values, choices, options);
        (_horizon, _draws) = (horizon, new(learning));
        _behaviour = new(values, choices, options.Environments);
        _batch = collector.Memory.NewBatch(options.BatchSize);
        (_targets, _errors) = (new float[options.BatchSize * values.Atoms], new float[options.BatchSize]);
    }

    /// <inheritdoc/>
    public long Steps => _collector.Steps;

    /// <inheritdoc/>
    public long Episodes => _collector.Episodes;

    /// <summary>Q.</summary>
    public DeepActionValues Values => _values;

    /// <inheritdoc/>
    public string? Diverged => _values.HasDiverged ? "the gradient of the action values" : null;

    /// <summary>ε, now.</summary>
    public double Epsilon => double.Lerp(
        _options.FirstEpsilon, _options.LastEpsilon,
        _options.ExplorationFraction > 0 ? Math.Min(1, Fraction / _options.ExplorationFraction) : 1);

    private double Fraction => Math.Min(1, Steps / (double)_horizon);

    /// <summary>A learner for an environment's observations and choices.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    /// <param name="workers">Threads to share large batches, or null for one; they change no bit of the
    /// result.</param>
    /// <exception cref="BadInputException">An option is out of range, or the actions are no choices.</exception>
    public static Dqn Create(
        EnvironmentEntry environment, DqnOptions options, SeedSequence seeds, long horizon, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(seeds);
        DqnOptions.Settings.Validated(options);
        return new DeepValueParts(environment, options, seeds, horizon, workers).Learner(new HuberLoss());
    }

    /// <summary>Acts for some steps, then learns from what is remembered.</summary>
    public void Learn()
    {
        var before = Steps;
        _collector.Collect(this);                           // ε-greedy a_t; store (φ_t, a_t, r_t, φ_{t+1}) in D
        Follow(before);                                     // every C steps reset Q̂ = Q
        _report = default;
        if (!_collector.MayLearn) return;

        var (alpha, updates) = (_options.StepSize.At(Fraction), _options.GradientSteps);
        if (updates < 0) updates = (int)(Steps - before);
        for (var i = 0; i < updates && Diverged is null; i++) Improve(alpha);
    }

    /// <inheritdoc/>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        _collector.Report(metrics);
        metrics.Add("policy/epsilon", Epsilon);
        metrics.Add("replay/transitions", _collector.Memory.Count);
        _report.To(metrics);
    }

    /// <inheritdoc/>
    /// <remarks>An actor that is not greedy explores with the present ε.</remarks>
    public IActor NewActor(IVectorEnvironment environments, bool greedy)
    {
        ArgumentNullException.ThrowIfNull(environments);
        var policy = new EpsilonGreedy(_values, _choices, environments.Count) { Epsilon = greedy ? 0 : Epsilon };
        return new EpsilonGreedyActor(policy, (IVectorEnvironment<int>)environments, _options.MaskActions);
    }

    /// <inheritdoc/>
    public TrainedPolicy? NewPolicy(EnvironmentEntry environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        PolicyNetwork? network = _values.Network switch
        {
            Mlp dense => new(dense),
            DuelingNetwork { Advantage: Mlp advantage, Value: Mlp value, Body: null or Mlp } dueling =>
                new(advantage, dueling.Body as Mlp, value),
            _ => null,
        };
        return network is null ? null : new(new(environment.ObservationSpace, _choices, ActionRule.Values, network)
        {
            Atoms = _values.Atoms, Epsilon = Epsilon, IsMasked = _collector.Memory.MaskSize > 0,
        });
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _draws.Save(writer, "draws");
        _collector.Save(writer.Part("experience"));
        _values.Save(writer.Part("values"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _draws = Rng.Load(reader, "draws");
        _collector.Load(reader.Part("experience"));
        _values.Load(reader.Part("values"));
    }

    /// <inheritdoc/>
    public void SavePolicy(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _collector.SaveProgress(writer.Part("experience"));
        _values.Save(writer.Part("values"));
    }

    /// <inheritdoc/>
    public void LoadPolicy(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _collector.LoadProgress(reader.Part("experience"));
        _values.Load(reader.Part("values"));
    }

    /// <inheritdoc/>
    void IBehaviour<int>.Act(
        ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<int> actions)
    {
        _behaviour.Epsilon = Epsilon;
        _behaviour.Act(observations, masks, streams, actions);
    }

    private void Improve(double alpha)
    {
        _sampler.Draw(_batch.Slots, _batch.Weights, Fraction, ref _draws);     // random minibatch from D
        _collector.Memory.Gather(_batch);                                      // (φ_j, a_j, r_j, φ_{j+1})
        _values.Bootstrap(_batch, _options.Double, _targets);                  // y_j = r_j + γ max_a′ Q̂(φ_{j+1}, a′)
        _values.Descend(_batch, _targets, alpha, _errors);                     // gradient step on (y_j − Q(φ_j, a_j))²
        _sampler.Update(_batch.Slots, _errors);
        _report.Add(_values);
    }

    /// <summary>θ⁻ follows as often as a multiple of C was reached; θ stood still since.</summary>
    private void Follow(long before)
    {
        var times = (Steps / _options.TargetEvery) - (before / _options.TargetEvery);
        if (times > 0) _values.FollowTarget(1 - Math.Pow(1 - _options.TargetStep, times));
    }
}
