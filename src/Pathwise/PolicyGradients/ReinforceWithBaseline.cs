using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Policies;

namespace Pathwise.PolicyGradients;

/// <summary>REINFORCE with baseline: a learned state value takes most of the noise out of the returns, and nothing
/// else.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <typeparam name="TDistribution">The policy's family of distributions.</typeparam>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §13.4, boxed algorithm, p. 330. Symbols: θ = the parameters of the
/// policy, w = those of the baseline; α^θ = <see cref="PolicyGradientOptions.StepSize"/>,
/// α^w = <see cref="ReinforceWithBaselineOptions.BaselineStepSize"/>, γ =
/// <see cref="PolicyGradientOptions.Gamma"/>.</para>
/// <para>Where we differ: γᵗ is left out unless <see cref="PolicyGradientOptions.DiscountGradient"/> asks for it; a
/// batch may hold n episodes, whose gradients are averaged, and is learned from at one θ unless
/// <see cref="PolicyGradientOptions.StepsPerGradient"/> is 1. The book assumes that every episode terminates: one
/// that was cut is bootstrapped with v̂(S_T,w).</para>
/// </remarks>
public sealed class ReinforceWithBaseline<TAction, TDistribution> : ILearner
    where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
{
    private readonly EpisodeGenerator<TAction> _generator;
    private readonly Policy<TAction, TDistribution> _policy;
    private readonly StateValue _baseline;
    private readonly ReinforceWithBaselineOptions _options;
    private readonly EpisodeCounter _counter;
    private readonly double[] _tails;
    private Scratch _returns, _deltas, _weights;
    private double _explained = double.NaN;

    /// <summary>Makes a learner of its parts.</summary>
    /// <param name="generator">Plays the episodes.</param>
    /// <param name="policy">π.</param>
    /// <param name="baseline">v̂; its network may share parameters with the policy's.</param>
    /// <param name="options">The settings.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    public ReinforceWithBaseline(
        EpisodeGenerator<TAction> generator, Policy<TAction, TDistribution> policy, StateValue baseline,
        ReinforceWithBaselineOptions options, long horizon)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(baseline);
        (_generator, _policy, _baseline) = (generator, policy, baseline);
        _options = ReinforceWithBaselineOptions.Settings.Validated(options);
        _counter = new(horizon);
        _tails = new double[generator.Count];
    }

    /// <inheritdoc/>
    public long Steps => _counter.Steps;

    /// <inheritdoc/>
    public long Episodes => _counter.Episodes;

    /// <summary>π.</summary>
    public Policy<TAction, TDistribution> Policy => _policy;

    /// <summary>v̂.</summary>
    public StateValue Baseline => _baseline;

    /// <inheritdoc/>
    public string? Diverged =>
        _policy.HasDiverged ? "the policy's gradient" : _baseline.HasDiverged ? "the baseline's gradient" : null;

    /// <summary>Plays a batch of episodes, then learns from every step of it.</summary>
    public void Learn()
    {
        var (n, gamma, beta) = (_generator.Count, _options.Gamma, _options.EntropyWeight / _generator.Count);
        var alphaTheta = _options.StepSize.At(_counter.Fraction);
        var alphaW = _options.BaselineStepSize.At(_counter.Fraction);

        var batch = _generator.Generate(_policy);                                          // S₀,A₀,R₁,…,S_{T−1},A_{T−1},R_T ~ π(·|·,θ)
        EvaluateEnds(batch);                                                               // v̂(S_T,w), 0 if S_T is terminal
        var returns = _returns.Of(batch.Rows);
        MonteCarloReturns.Compute(batch.Rewards, batch.EpisodeOf, gamma, _tails, returns); // G ← Σ_{k=t+1}^T γ^{k−t−1} R_k
        var deltas = _deltas.Of(batch.Rows);
        var weights = _weights.Of(batch.Rows);

        foreach (var t in batch.Slices(_options.StepsPerGradient))                         // loop for each step t = 0, 1, …, T − 1:
        {
            var states = batch.StatesOf(t);
            var delta = t.Of(deltas);
            var weight = t.Of(weights);
            _baseline.Errors(states, t.Of(returns), delta);                                // δ ← G − v̂(S_t,w)
            ScoreWeights.Compute(delta, t.Of(batch.Time), n, _options, weight);            // γᵗ δ
            LearnBaseline(states, t.Of(returns), delta, 1.0 / n, alphaW);                  // w ← w + α^w δ ∇v̂(S_t,w)
            _policy.Ascend(states, batch.ActionsOf(t), weight, beta, alphaTheta);          // θ ← θ + α^θ γᵗ δ ∇ln π(A_t|S_t,θ)
        }

        _explained = ExplainedVariance.Of(returns, deltas);
        _counter.Count(batch.Rows, n);
    }

    /// <inheritdoc/>
    public void Report(IMetrics metrics)
    {
        _generator.Batch.Report(metrics);
        _policy.Report(metrics);
        if (double.IsFinite(_explained)) metrics.Add("baseline/explainedVariance", _explained);
    }

    /// <inheritdoc/>
    public IActor NewActor(IVectorEnvironment environments, bool greedy) =>
        _policy.NewActor(environments, greedy, _generator.ObservationMoments);

    /// <inheritdoc/>
    public TrainedPolicy? NewPolicy(EnvironmentEntry environment) =>
        _policy.NewPolicy(environment, _generator.ObservationMoments);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _counter.Save(writer);
        _generator.Save(writer.Part("episodes"));
        _policy.Save(writer.Part("policy"));
        _baseline.Save(writer.Part("baseline"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _counter.Load(reader);
        _generator.Load(reader.Part("episodes"));
        _policy.Load(reader.Part("policy"));
        _baseline.Load(reader.Part("baseline"));
    }

    private void EvaluateEnds(EpisodeBatch<TAction> batch)
    {
        _baseline.Evaluate(batch.FinalStates, _tails);
        for (var i = 0; i < _tails.Length; i++)
            if (batch.WasTerminated[i]) _tails[i] = 0;
    }

    /// <summary>As often as the options say; each time after the first, δ is that of the new w.</summary>
    private void LearnBaseline(
        ReadOnlySpan<float> states, ReadOnlySpan<double> returns, Span<double> delta, double weight, double stepSize)
    {
        _baseline.Ascend(states, delta, weight, stepSize);
        for (var repeat = 1; repeat < _options.BaselineRepeats; repeat++)
        {
            _baseline.Errors(states, returns, delta);
            _baseline.Ascend(states, delta, weight, stepSize);
        }
    }
}
