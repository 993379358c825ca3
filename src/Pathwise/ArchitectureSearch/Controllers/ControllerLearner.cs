using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>A controller with what it takes to draw from it, to score a batch of children, and to climb.</summary>
/// <remarks>Apart from the genotypes that it proposes, it allocates when it is made and never again.</remarks>
internal sealed class ControllerLearner : ISaved
{
    private readonly ControllerDraws _draws;
    private readonly ControllerScores _scores;
    private readonly GradientAscent _ascent;
    private readonly MovingAverageBaseline _baseline;
    private readonly ControllerOptions _options;
    private readonly int[] _choices;                     // [children, decisions]
    private readonly float[] _inputs;
    private readonly float[] _gradients;                 // ∂/∂logits
    private readonly double[] _logProbabilities, _entropies, _weights, _advantages;
    private int _children;

    public ControllerLearner(IController controller, ControllerOptions options)
    {
        var (batch, decisions) = (options.BatchSize, controller.Space.Decisions.Count);
        (Controller, _options) = (controller, options);
        (_draws, _scores) = (new(controller, batch), new(controller.Space));
        _baseline = new(options.BaselineMomentum, options.BaselineIsInclusive);
        var optimizer = options.Optimizer.Create(controller.Parameters.Length);
        var maxNorm = options.MaxGradientNorm ?? double.PositiveInfinity;
        _ascent = new(controller, controller.NewPass(batch), batch, optimizer, maxNorm);
        (_choices, _inputs) = (new int[batch * decisions], new float[batch * decisions]);
        _gradients = new float[batch * controller.Outputs];
        (_logProbabilities, _entropies) = (new double[batch * decisions], new double[batch * decisions]);
        (_weights, _advantages) = (new double[batch * decisions], new double[batch]);
    }

    public IController Controller { get; }

    /// <summary>What has blown up, if anything has; then θ stays as it was before.</summary>
    public string? Diverged => _ascent.HasDiverged ? "the controller's gradient" : null;

    /// <summary>Decisions of a child.</summary>
    public int Decisions => Controller.Inputs;

    /// <summary>ln π(a_d | …) of the batch as <see cref="Evaluate"/> found it, [children, decisions].</summary>
    public ReadOnlySpan<double> LogProbabilities => _logProbabilities.AsSpan(0, _children * Decisions);

    /// <summary>What each score is to be multiplied by, [children, decisions]; for the strategy to write.</summary>
    public Span<double> Weights => _weights.AsSpan(0, _children * Decisions);

    /// <summary>A of each child, [children].</summary>
    public ReadOnlySpan<double> Advantages => _advantages.AsSpan(0, _children);

    public void Propose(Span<Genotype> batch, ref Rng rng)
    {
        var choices = _choices.AsSpan(0, batch.Length * Decisions);
        _draws.Sample(choices, ref rng);
        for (var i = 0; i < batch.Length; i++)
            batch[i] = new(Controller.Space, choices.Slice(i * Decisions, Decisions));
    }

    public Genotype Greedy()
    {
        var choices = new int[Decisions];
        _draws.Greedy(choices);
        return new(Controller.Space, choices);
    }

    /// <summary>Takes a batch to learn from, and says what each child's reward is above the baseline.</summary>
    public void Take(ReadOnlySpan<Genotype> batch, ReadOnlySpan<double> rewards)
    {
        if (batch.Length == 0 || batch.Length > _options.BatchSize || rewards.Length != batch.Length)
            throw new ArgumentException(
                $"A batch has 1 to {_options.BatchSize} children with a reward each; got {batch.Length} children and "
                + $"{rewards.Length} rewards.", nameof(batch));
        _children = batch.Length;
        for (var i = 0; i < batch.Length; i++)
            for (var d = 0; d < Decisions; d++)
                _inputs[(i * Decisions) + d] = _choices[(i * Decisions) + d] = batch[i].Choices[d];
        _baseline.Advantages(rewards, _advantages.AsSpan(0, _children));
        if (_options.Normalize) Standardization.Apply(_advantages.AsSpan(0, _children));
    }

    /// <summary>Asks the controller for the batch's log-probabilities and entropies.</summary>
    /// <returns>The logits, for <see cref="Ascend"/>.</returns>
    public ReadOnlySpan<float> Evaluate()
    {
        var logits = _ascent.Forward(_inputs.AsSpan(0, _children * Decisions), new(0, _children));
        var count = _children * Decisions;
        _scores.Evaluate(
            logits, _choices.AsSpan(0, count), _logProbabilities.AsSpan(0, count), _entropies.AsSpan(0, count));
        return logits;
    }

    /// <summary>Takes a step up <c>Σ w · ln π + β / n · Σ H</c>.</summary>
    public void Ascend(ReadOnlySpan<float> logits, double stepSize)
    {
        var count = _children * Decisions;
        var gradients = _gradients.AsSpan(0, _children * Controller.Outputs);
        gradients.Clear();
        _scores.AddGradient(
            logits, _choices.AsSpan(0, count), Weights, _options.EntropyWeight / _children, gradients);
        _ascent.Backward(_inputs.AsSpan(0, count), new(0, _children), gradients);
        _ascent.Step(stepSize);
    }

    public void Report(IMetrics metrics)
    {
        var entropy = 0.0;
        foreach (var h in _entropies.AsSpan(0, _children * Decisions)) entropy += h;
        metrics.Add("controller/entropy", entropy / Math.Max(1, _children));
        metrics.Add("controller/baseline", _baseline.Value);
        metrics.Add("controller/gradientNorm", _ascent.GradientNorm);
    }

    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _ascent.Save(writer.Part("controller"));
        _baseline.Save(writer.Part("baseline"));
    }

    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _ascent.Load(reader.Part("controller"));
        _baseline.Load(reader.Part("baseline"));
    }
}
