using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>REINFORCE with a moving-average baseline: a controller's choices become likelier, the more so the better
/// the child they made.</summary>
/// <remarks>
/// <para>Source: B. Zoph, Q. Le, <i>Neural Architecture Search with Reinforcement Learning</i>, ICLR 2017, §3.2:
/// <c>∇J ≈ 1/m Σ_k Σ_t ∇ ln π(a_t | a_1 … a_{t−1}; θ) (R_k − b)</c>. Symbols: m = the children of a batch, b =
/// <see cref="MovingAverageBaseline"/>, θ = the <see cref="Controller"/>.</para>
/// <para>Where we differ: rewards are what the search makes of accuracy, not cubed; an entropy bonus can be
/// added.</para>
/// </remarks>
public sealed class ReinforceSearch : ISearchStrategy
{
    private readonly ReinforceSearchOptions _options;
    private readonly ControllerLearner _learner;

    /// <inheritdoc cref="ReinforceSearch"/>
    /// <param name="space">Where it searches.</param>
    /// <param name="options">Its options; null for the defaults.</param>
    /// <param name="seeds">Where the controller's parameters come from.</param>
    /// <exception cref="BadInputException">An option is out of range, or the space has no decision.</exception>
    public ReinforceSearch(ISearchSpace space, ReinforceSearchOptions? options, SeedSequence seeds)
    {
        _options = ReinforceSearchOptions.Settings.Validated(options ?? new());
        _learner = new(_options.NewController(space, seeds), _options);
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
        _learner.Take(batch, rewards);                                            // R_k − b
        var logits = _learner.Evaluate();
        for (var k = 0; k < batch.Length; k++)
            _learner.Weights.Slice(k * _learner.Decisions, _learner.Decisions)
                .Fill(_learner.Advantages[k] / batch.Length);                     // 1/m (R_k − b)
        _learner.Ascend(logits, _options.StepSize);                               // θ ← θ + α Σ w ∇ ln π
    }

    /// <summary>The architecture that the controller's likeliest choices make.</summary>
    public Genotype Greedy() => _learner.Greedy();

    /// <inheritdoc/>
    public void Report(IMetrics metrics) => _learner.Report(metrics);

    /// <inheritdoc/>
    public void Save(IStateWriter writer) => _learner.Save(writer);

    /// <inheritdoc/>
    public void Load(IStateReader reader) => _learner.Load(reader);
}
