using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Experiments;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Proximal policy optimization of a controller: several steps on one batch of children, which stop paying
/// where a choice's probability has moved far enough.</summary>
/// <remarks>
/// <para>Source: Schulman et al. (2017), arXiv:1707.06347, eq. (7), as NASNet's search uses it: Zoph, Vasudevan, Shlens
/// and Le (2018), App. A.2. Symbols: K = <see cref="PpoSearchOptions.Epochs"/>, ε =
/// <see cref="PpoSearchOptions.ClipRange"/>.</para>
/// <para>A child is an episode of as many actions as there are decisions, all of which have the child's advantage: its
/// reward less a <see cref="MovingAverageBaseline"/>. The objective is the mean over children of the sum over
/// decisions.</para>
/// <para>Where we differ: NASNet's paper gives neither K nor ε; they are the PPO paper's.</para>
/// </remarks>
public sealed class PpoSearch : ISearchStrategy
{
    private readonly PpoSearchOptions _options;
    private readonly ControllerLearner _learner;
    private readonly ClippedSurrogate _surrogate;
    private readonly double[] _oldLogProbabilities, _advantages;
    private SurrogateReport _report;

    /// <inheritdoc cref="PpoSearch"/>
    /// <param name="space">Where it searches.</param>
    /// <param name="options">Its options; null for the defaults.</param>
    /// <param name="seeds">Where the controller's parameters come from.</param>
    /// <exception cref="BadInputException">An option is out of range, or the space has no decision.</exception>
    public PpoSearch(ISearchSpace space, PpoSearchOptions? options, SeedSequence seeds)
    {
        _options = PpoSearchOptions.Settings.Validated(options ?? new());
        _learner = new(_options.NewController(space, seeds), _options);
        _surrogate = new(_options.ClipRange);
        var count = _options.BatchSize * _learner.Decisions;
        (_oldLogProbabilities, _advantages) = (new double[count], new double[count]);
    }

    /// <summary>π.</summary>
    public IController Controller => _learner.Controller;

    /// <inheritdoc/>
    public string? Diverged => _learner.Diverged;

    /// <inheritdoc/>
    public int BatchSize => _options.BatchSize;

    /// <inheritdoc/>
    public void Propose(Span<Genotype> batch, ref Rng rng) => _learner.Propose(batch, ref rng);

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<Genotype> batch, ReadOnlySpan<double> rewards)
    {
        var decisions = _learner.Decisions;
        _learner.Take(batch, rewards);
        var old = _oldLogProbabilities.AsSpan(0, batch.Length * decisions);
        var advantages = _advantages.AsSpan(0, batch.Length * decisions);
        for (var k = 0; k < batch.Length; k++)
            advantages.Slice(k * decisions, decisions).Fill(_learner.Advantages[k]);  // A = R_k − b at each decision

        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            var logits = _learner.Evaluate();
            if (epoch == 0) _learner.LogProbabilities.CopyTo(old);                     // ln π(a|θ_old)
            _report = _surrogate.Weigh(old, _learner.LogProbabilities, advantages, _learner.Weights);
            foreach (ref var weight in _learner.Weights) weight *= decisions;      // Σ over decisions, not their mean
            _learner.Ascend(logits, _options.StepSize);                                // θ ← θ + α ∇L
        }
    }

    /// <summary>The architecture that the controller's likeliest choices make.</summary>
    public Genotype Greedy() => _learner.Greedy();

    /// <inheritdoc/>
    public void Report(IMetrics metrics)
    {
        _learner.Report(metrics);
        metrics.Add("controller/clipFraction", _report.ClipFraction);
        metrics.Add("controller/approximateKl", _report.ApproximateKl);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer) => _learner.Save(writer);

    /// <inheritdoc/>
    public void Load(IStateReader reader) => _learner.Load(reader);
}
