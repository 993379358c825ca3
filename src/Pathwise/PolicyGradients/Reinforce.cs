using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Policies;

namespace Pathwise.PolicyGradients;

/// <summary>REINFORCE: every action is made likelier in proportion to the return that followed it.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <typeparam name="TDistribution">The policy's family of distributions.</typeparam>
/// <remarks>
/// <para>Source: Williams (1992); Sutton &amp; Barto (2018), §13.3, boxed algorithm, p. 328. Symbols: θ = the
/// parameters of the policy; α = <see cref="PolicyGradientOptions.StepSize"/>, γ =
/// <see cref="PolicyGradientOptions.Gamma"/>.</para>
/// <para>Where we differ: γᵗ is left out unless <see cref="PolicyGradientOptions.DiscountGradient"/> asks for it; a
/// batch may hold n episodes, whose gradients are averaged, and is learned from at one θ unless
/// <see cref="PolicyGradientOptions.StepsPerGradient"/> is 1. To an episode that a time limit cut, nothing is added for
/// what might have followed: that takes a baseline.</para>
/// </remarks>
public sealed class Reinforce<TAction, TDistribution> : ILearner
    where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
{
    private readonly EpisodeGenerator<TAction> _generator;
    private readonly Policy<TAction, TDistribution> _policy;
    private readonly ReinforceOptions _options;
    private readonly EpisodeCounter _counter;
    private readonly double[] _tails;
    private Scratch _returns, _weights;

    /// <summary>Makes a learner of its parts.</summary>
    /// <param name="generator">Plays the episodes.</param>
    /// <param name="policy">π.</param>
    /// <param name="options">The settings.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    public Reinforce(
        EpisodeGenerator<TAction> generator, Policy<TAction, TDistribution> policy,
        ReinforceOptions options, long horizon)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(policy);
        (_generator, _policy, _options) = (generator, policy, ReinforceOptions.Settings.Validated(options));
        _counter = new(horizon);
        _tails = new double[generator.Count];
    }

    /// <inheritdoc/>
    public long Steps => _counter.Steps;

    /// <inheritdoc/>
    public long Episodes => _counter.Episodes;

    /// <summary>π.</summary>
    public Policy<TAction, TDistribution> Policy => _policy;

    /// <inheritdoc/>
    public string? Diverged => _policy.HasDiverged ? "the policy's gradient" : null;

    /// <summary>Plays a batch of episodes, then learns from every step of it.</summary>
    public void Learn()
    {
        var (n, gamma, beta) = (_generator.Count, _options.Gamma, _options.EntropyWeight / _generator.Count);
        var alpha = _options.StepSize.At(_counter.Fraction);

        var batch = _generator.Generate(_policy);                                          // S₀,A₀,R₁,…,S_{T−1},A_{T−1},R_T ~ π(·|·,θ)
        Array.Clear(_tails);
        var returns = _returns.Of(batch.Rows);
        MonteCarloReturns.Compute(batch.Rewards, batch.EpisodeOf, gamma, _tails, returns); // G ← Σ_{k=t+1}^T γ^{k−t−1} R_k
        var weights = _weights.Of(batch.Rows);
        ScoreWeights.Compute(returns, batch.Time, n, _options, weights);                   // γᵗ G

        foreach (var t in batch.Slices(_options.StepsPerGradient))                         // loop for each step t = 0, 1, …, T − 1:
        {
            _policy.Ascend(batch.StatesOf(t), batch.ActionsOf(t), t.Of(weights), beta, alpha); // θ ← θ + α γᵗ G ∇ln π(A_t|S_t,θ)
        }

        _counter.Count(batch.Rows, n);
    }

    /// <inheritdoc/>
    public void Report(IMetrics metrics)
    {
        _generator.Batch.Report(metrics);
        _policy.Report(metrics);
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
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _counter.Load(reader);
        _generator.Load(reader.Part("episodes"));
        _policy.Load(reader.Part("policy"));
    }
}
