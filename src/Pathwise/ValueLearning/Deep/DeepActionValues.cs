using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Replay;

namespace Pathwise.ValueLearning.Deep;

/// <summary>Q(s,a,θ), a network with N numbers for every action, and Q(s,a,θ⁻), the same one as it was a while
/// ago.</summary>
/// <remarks>An action's value is the mean of its numbers. Numbers lie action by action, [rows, actions, N]. Allocates
/// nothing after construction. Not thread-safe.</remarks>
public sealed class DeepActionValues : ISaved
{
    private readonly INetwork _network, _target;
    private readonly ParallelPass _pass, _targetPass;
    private readonly IValueLoss _loss;
    private readonly GuardedOptimizer _optimizer;
    private readonly double _maxNorm;
    private readonly float[] _outputGradients;

    /// <summary>Values of a network.</summary>
    /// <param name="network">θ; its outputs are N numbers for each action.</param>
    /// <param name="target">θ⁻, of the same shape; becomes a copy.</param>
    /// <param name="loss">What errors cost.</param>
    /// <param name="optimizer">How a gradient becomes a step.</param>
    /// <param name="maxNorm">The norm to which a longer gradient is cut; ∞ for no limit.</param>
    /// <param name="rows">Transitions that one gradient learns from.</param>
    /// <param name="workers">Threads to share large batches, or null for one; they change no bit of the
    /// result.</param>
    /// <exception cref="ArgumentException">The networks have different shapes, or none for so many numbers.</exception>
    public DeepActionValues(
        INetwork network, INetwork target, IValueLoss loss, IOptimizer optimizer, double maxNorm, int rows,
        Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(loss);
        if (network.Outputs % loss.Atoms != 0 || network.Outputs != target.Outputs || network.Inputs != target.Inputs)
            throw new ArgumentException(
                $"A network of {network.Outputs} outputs and its target of {target.Outputs} "
                + $"have no {loss.Atoms} numbers for each action.", nameof(target));

        (_network, _target, _loss, _maxNorm) = (network, target, loss, maxNorm);
        _optimizer = new(optimizer, network.Parameters.Length);
        workers ??= new(count: 1);
        _pass = new ParallelPass(network, rows, workers);
        _targetPass = new ParallelPass(target, rows, workers);
        _outputGradients = new float[rows * network.Outputs];
        Actions = network.Outputs / loss.Atoms;
        FollowTarget(tau: 1);
    }

    /// <summary>How many actions.</summary>
    public int Actions { get; }

    /// <summary>N, the numbers of an action.</summary>
    public int Atoms => _loss.Atoms;

    /// <summary>θ's network.</summary>
    public INetwork Network => _network;

    /// <summary>θ⁻'s network.</summary>
    public INetwork Target => _target;

    /// <summary>‖∇‖₂ of the last step's gradient, before it was cut.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>The mean loss of the last step's transitions, each as often as its weight says.</summary>
    public double Loss { get; private set; }

    /// <summary>The mean value of the last step's actions, before it.</summary>
    public double MeanValue { get; private set; }

    /// <summary>Whether θ could not be moved because a number was not finite.</summary>
    public bool HasDiverged => _optimizer.HasDiverged;

    /// <summary><c>T_j = r_j + d_j · Q(s′_j, a*, θ⁻)</c>, number by number, with a* = argmax_a Q(s′_j, a, θ⁻); or of
    /// θ.</summary>
    /// <param name="batch">Transitions; a* is one of the choices that there are in s′.</param>
    /// <param name="isDouble">Whether θ chooses a*.</param>
    /// <param name="targets">Receives T, [rows, N].</param>
    public void Bootstrap(ReplayBatch<int> batch, bool isDouble, Span<float> targets)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var next = _targetPass.Forward(batch.Next, batch.Rows);
        var choosing = isDouble ? _pass.Forward(batch.Next, batch.Rows) : next;
        var (width, atoms) = (_network.Outputs, Atoms);
        var masks = (ReadOnlySpan<bool>)batch.NextMasks;
        for (var row = 0; row < batch.Rows; row++)
        {
            var mask = masks.IsEmpty ? masks : masks.Slice(row * Actions, Actions);
            var best = GreedyChoice.Of(choosing.Slice(row * width, width), atoms, mask);
            var worth = next.Slice((row * width) + (best * atoms), atoms);
            for (var i = 0; i < atoms; i++)
                targets[(row * atoms) + i] = batch.Rewards[row] + (batch.Discounts[row] * worth[i]);
        }
    }

    /// <summary><c>θ ← θ − α ∇ mean_j w_j loss(Q(s_j, a_j, θ), T_j)</c>, with ∇ cut to the greatest norm.</summary>
    /// <param name="batch">Transitions.</param>
    /// <param name="targets">T, [rows, N].</param>
    /// <param name="stepSize">α.</param>
    /// <param name="errors">Receives how wrong each value was, [rows].</param>
    public void Descend(ReplayBatch<int> batch, ReadOnlySpan<float> targets, double stepSize, Span<float> errors)
    {
        ArgumentNullException.ThrowIfNull(batch);
        AddGradient(batch, targets, errors);
        GradientNorm = GradientClipping.ByGlobalNorm(_pass.Gradients, _maxNorm);
        _optimizer.Step(_network.Parameters, _pass.Gradients, GradientNorm, stepSize);
        _pass.Gradients.Clear();
    }

    /// <summary><c>θ⁻ ← τ θ + (1 − τ) θ⁻</c>.</summary>
    /// <param name="tau">τ.</param>
    public void FollowTarget(double tau) => TargetNetwork.Follow(_network.Parameters, _target.Parameters, tau);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("parameters", _network.Parameters);
        writer.Write<float>("target", _target.Parameters);
        _optimizer.Save(writer.Part("optimizer"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("parameters", _network.Parameters);
        reader.Read("target", _target.Parameters);
        _optimizer.Load(reader.Part("optimizer"));
    }

    private void AddGradient(ReplayBatch<int> batch, ReadOnlySpan<float> targets, Span<float> errors)
    {
        var outputs = _pass.Forward(batch.Observations, batch.Rows);
        var gradients = _outputGradients.AsSpan(0, outputs.Length);
        var (atoms, loss, value) = (Atoms, 0.0, 0.0);
        gradients.Clear();
        for (var row = 0; row < batch.Rows; row++)
        {
            var first = (row * _network.Outputs) + (batch.Actions[row] * atoms);
            var q = outputs.Slice(first, atoms);
            var gradient = gradients.Slice(first, atoms);
            var error = _loss.Of(q, targets.Slice(row * atoms, atoms), gradient);
            var share = batch.Weights[row] / batch.Rows;
            foreach (ref var slope in gradient) slope *= share;
            errors[row] = error.Delta;
            loss += share * error.Loss;
            value += GreedyChoice.Sum(q) / atoms;
        }

        (Loss, MeanValue) = (loss, value / batch.Rows);
        _pass.Backward(batch.Observations, gradients, default);
    }
}
