using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Policies;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>π(a|s,θ): a network that gives the parameters of a distribution over actions, and climbs its own
/// score.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <typeparam name="TDistribution">The family of distributions.</typeparam>
/// <remarks>
/// A linear network over a Categorical is the book's softmax in action preferences (eq. 13.2), an <see cref="Mlp"/>
/// the deep form; over a DiagonalGaussian they are the policies of §13.7. Not thread-safe.
/// </remarks>
public sealed class Policy<TAction, TDistribution> : IExploration<TAction>, ISaved
    where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
{
    private readonly INetwork _network;
    private readonly TDistribution _distribution;
    private readonly GradientAscent _ascent;
    private readonly INetworkPass _acting;
    private readonly float[] _outputGradients;
    private readonly float[] _outputs;          // of the last Evaluate
    private readonly float[] _acted;            // those of the last Act

    /// <summary>Makes a policy of a network and a family.</summary>
    /// <param name="network">θ; as many outputs as the family has parameters.</param>
    /// <param name="distribution">The family.</param>
    /// <param name="ascent">How θ is moved; belongs to <paramref name="network"/>.</param>
    /// <param name="maxActingRows">The most states that are acted in at once.</param>
    public Policy(INetwork network, TDistribution distribution, GradientAscent ascent, int maxActingRows)
        : this(network, distribution, ascent, maxActingRows, network?.NewPass(maxActingRows)!) { }

    /// <summary>Makes a policy that acts with a pass of one's own choice.</summary>
    /// <param name="network">θ; as many outputs as the family has parameters.</param>
    /// <param name="distribution">The family.</param>
    /// <param name="ascent">How θ is moved; belongs to <paramref name="network"/>.</param>
    /// <param name="maxActingRows">The most states that are acted in at once.</param>
    /// <param name="acting">Where it computes when it acts; belongs to <paramref name="network"/>.</param>
    public Policy(
        INetwork network, TDistribution distribution, GradientAscent ascent, int maxActingRows, INetworkPass acting)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(ascent);
        ArgumentNullException.ThrowIfNull(acting);
        if (network.Outputs != distribution.ParameterCount)
            throw new ArgumentException(
                $"The network has {network.Outputs} outputs, but {distribution.ParameterCount} are needed.",
                nameof(network));

        (_network, _distribution, _ascent) = (network, distribution, ascent);
        _acting = acting;
        _outputGradients = new float[ascent.MaxRows * network.Outputs];
        _outputs = new float[_outputGradients.Length];
        _acted = new float[maxActingRows * network.Outputs];
    }

    /// <summary>Components of an action.</summary>
    public int ActionSize => _distribution.ActionSize;

    /// <summary>How θ is moved.</summary>
    public GradientAscent Ascent => _ascent;

    /// <summary>Whether θ could not be moved because a number was not finite.</summary>
    public bool HasDiverged => _ascent.HasDiverged;

    /// <summary>H(π) in the states of the last ascent or evaluation, averaged; nats.</summary>
    public double Entropy { get; private set; }

    /// <summary>Draws an action in each state, A ~ π(·|S,θ).</summary>
    /// <param name="states">[rows, state size].</param>
    /// <param name="owners">Which stream each row draws from, [rows].</param>
    /// <param name="streams">The streams.</param>
    /// <param name="actions">Receives the actions, [rows, action size].</param>
    public void Act(ReadOnlySpan<float> states, ReadOnlySpan<int> owners, Span<Rng> streams, Span<TAction> actions)
    {
        var rows = owners.Length;
        var parameters = _acting.Forward(states, rows);
        var (width, size) = (_distribution.ParameterCount, _distribution.ActionSize);
        for (var i = 0; i < rows; i++)
        {
            var pi = parameters.Slice(i * width, width);
            _distribution.Sample(pi, actions.Slice(i * size, size), ref streams[owners[i]]);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Does nothing: every action is drawn by itself.</remarks>
    void IExploration<TAction>.Begin(Span<Rng> streams) { }

    /// <summary>Draws an action in each state, A ~ π(·|S,θ), row i from stream i.</summary>
    /// <param name="states">[rows, state size].</param>
    /// <param name="masks">Which choices there are, [rows, choices]; empty for all.</param>
    /// <param name="streams">The streams, [rows].</param>
    /// <param name="actions">Receives the actions, [rows, action size].</param>
    /// <param name="logProbabilities">Receives ln π(A|S,θ), [rows].</param>
    public void Act(
        ReadOnlySpan<float> states, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<TAction> actions,
        Span<double> logProbabilities)
    {
        _acting.Forward(states, streams.Length).CopyTo(_acted);
        ActionMasks.Apply(_acted, masks);
        var (width, size) = (_distribution.ParameterCount, _distribution.ActionSize);
        for (var i = 0; i < streams.Length; i++)
        {
            var pi = _acted.AsSpan(i * width, width);
            var action = actions.Slice(i * size, size);
            _distribution.Sample(pi, action, ref streams[i]);
            logProbabilities[i] = _distribution.LogProbability(pi, action);
        }
    }

    /// <summary>ln π(A_i|S_i,θ), and H(π) of the same states; <see cref="AddGradient"/> may follow.</summary>
    /// <param name="states">S, [rows, state size], as many rows as the ascent takes at once.</param>
    /// <param name="masks">Which choices there were, [rows, choices]; empty for all.</param>
    /// <param name="actions">A, [rows, action size].</param>
    /// <param name="logProbabilities">Receives ln π(A|S,θ), [rows].</param>
    public void Evaluate(
        ReadOnlySpan<float> states, ReadOnlySpan<bool> masks, ReadOnlySpan<TAction> actions,
        Span<double> logProbabilities)
    {
        var (width, size) = (_distribution.ParameterCount, _distribution.ActionSize);
        var rows = logProbabilities.Length;
        _ascent.Forward(states, new(0, rows)).CopyTo(_outputs);
        ActionMasks.Apply(_outputs, masks);
        Entropy = 0;
        for (var i = 0; i < rows; i++)
        {
            var pi = _outputs.AsSpan(i * width, width);
            logProbabilities[i] = _distribution.LogProbability(pi, actions.Slice(i * size, size));
            Entropy += _distribution.Entropy(pi) / rows;
        }
    }

    /// <summary>Adds <c>Σ_i (w_i ∇ln π(A_i|S_i,θ) + β ∇H(π(·|S_i,θ)))</c> to the gradient, for the rows that were
    /// evaluated last.</summary>
    /// <param name="states">S, the same.</param>
    /// <param name="actions">A, the same.</param>
    /// <param name="weights">w, [rows].</param>
    /// <param name="entropyWeight">β, per row.</param>
    public void AddGradient(
        ReadOnlySpan<float> states, ReadOnlySpan<TAction> actions, ReadOnlySpan<double> weights, double entropyWeight)
    {
        var rows = new RowRange(0, weights.Length);
        var outputs = _outputs.AsSpan(0, rows.Count * _distribution.ParameterCount);
        AddGradientOf(rows, outputs, states, actions, weights, entropyWeight);
    }

    /// <summary><c>θ ← θ + α Σ_i (w_i ∇ln π(A_i|S_i,θ) + β ∇H(π(·|S_i,θ)))</c>, all rows at the same θ.</summary>
    /// <param name="states">S, [rows, state size].</param>
    /// <param name="actions">A, [rows, action size].</param>
    /// <param name="weights">w, [rows].</param>
    /// <param name="entropyWeight">β, per row.</param>
    /// <param name="stepSize">α.</param>
    public void Ascend(
        ReadOnlySpan<float> states, ReadOnlySpan<TAction> actions, ReadOnlySpan<double> weights,
        double entropyWeight, double stepSize)
    {
        var width = _distribution.ParameterCount;
        var entropy = 0.0;
        foreach (var rows in _ascent.Chunks(weights.Length))
        {
            var outputs = _ascent.Forward(states, rows);
            for (var i = 0; i < rows.Count; i++) entropy += _distribution.Entropy(outputs.Slice(i * width, width));
            AddGradientOf(rows, outputs, states, actions, weights, entropyWeight);
        }

        Entropy = entropy / weights.Length;
        _ascent.Step(stepSize);
    }

    /// <summary>Something that acts with the present θ in other environments.</summary>
    /// <param name="environments">Where; with the same kinds of observation and action.</param>
    /// <param name="greedy">True: the most likely action; false: a drawn one.</param>
    /// <param name="moments">What observations are to be normalised with, or null.</param>
    /// <param name="clip">The greatest magnitude of what was normalised; ∞ for no limit.</param>
    /// <param name="isMasked">Whether only choices are taken that the environments say there are.</param>
    public IActor NewActor(
        IVectorEnvironment environments, bool greedy, RunningMoments? moments = null,
        double clip = double.PositiveInfinity, bool isMasked = false) =>
        environments is IVectorEnvironment<TAction> own
            ? new PolicyActor<TAction, TDistribution>(_network, _distribution, own, moments, clip, isMasked, greedy)
            : throw new ArgumentException(
                $"The policy's actions are of type {typeof(TAction).Name}, those of {environments?.Spec.Id} are not.",
                nameof(environments));

    /// <summary>A copy of the policy with the present θ, to leave training with.</summary>
    /// <param name="environment">Where it learned.</param>
    /// <param name="moments">What observations are normalised with, or null.</param>
    /// <param name="clip">The greatest magnitude of what was normalised; ∞ for no limit.</param>
    /// <param name="isMasked">Whether only choices are taken that the environment says there are.</param>
    /// <returns>Null where its network is none of this library's.</returns>
    public TrainedPolicy? NewPolicy(
        EnvironmentEntry environment, RunningMoments? moments = null, double clip = double.PositiveInfinity,
        bool isMasked = false)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return DepartingPolicy.Of(
            environment, _network, ObservationScaling.Of(moments, clip), isMasked);
    }

    /// <summary>Reports the entropy and the gradient's norm of the last ascent.</summary>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        metrics.Add("policy/entropy", Entropy);
        metrics.Add("policy/gradientNorm", _ascent.GradientNorm);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer) => _ascent.Save(writer);

    /// <inheritdoc/>
    public void Load(IStateReader reader) => _ascent.Load(reader);

    /// <summary>The gradient of some rows of a batch, whose outputs were just computed.</summary>
    private void AddGradientOf(
        RowRange rows, ReadOnlySpan<float> outputs, ReadOnlySpan<float> states, ReadOnlySpan<TAction> actions,
        ReadOnlySpan<double> weights, double entropyWeight)
    {
        var (width, size) = (_distribution.ParameterCount, _distribution.ActionSize);
        var gradients = _outputGradients.AsSpan(0, outputs.Length);
        gradients.Clear();
        for (var i = 0; i < rows.Count; i++)
        {
            var pi = outputs.Slice(i * width, width);
            var gradient = gradients.Slice(i * width, width);
            var row = rows.First + i;
            _distribution.AddLogProbabilityGradient(pi, actions.Slice(row * size, size), weights[row], gradient);
            if (entropyWeight != 0) _distribution.AddEntropyGradient(pi, entropyWeight, gradient);
        }

        _ascent.Backward(states, rows, gradients);
    }
}
