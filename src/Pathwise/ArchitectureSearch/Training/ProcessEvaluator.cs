using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>Trains networks for real, each in a worker process.</summary>
/// <remarks>Safe for concurrent use: as many workers run as threads call. Dispose of it to end them.</remarks>
public sealed class ProcessEvaluator : IStagedEvaluator, IDisposable
{
    private readonly ISearchSpace _space;
    private readonly ChildTrainingOptions _options;
    private readonly Lazy<TrainingWorkers> _workers;
    private readonly Lazy<TrainingImages> _images;

    /// <inheritdoc cref="ProcessEvaluator"/>
    /// <param name="space">Whose networks are trained.</param>
    /// <param name="options">How, and on what; null for the defaults.</param>
    /// <param name="program">What is started; null for what <see cref="WorkerProgram.Find"/> finds.</param>
    /// <exception cref="BadInputException">An option is out of range, the worker is nowhere, or the space's choices do
    /// not say what network they make.</exception>
    public ProcessEvaluator(ISearchSpace space, ChildTrainingOptions? options = null, string? program = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space is not INetworkSpace)
            throw new BadInputException($"The space '{space.Name}' does not say what network its choices make, so none "
                + "can be trained; choose another space or evaluator.");
        (_space, _options) = (space, ChildTrainingOptions.Settings.Validated(options ?? new()));
        program ??= WorkerProgram.Find();
        _workers = new(() => new(program));
        _images = new(() => _workers.Value.Run(new() { Id = 0, Options = _options }).Images
            ?? throw new BadInputException("The worker died before it knew the images; is there enough memory?"));
    }

    /// <summary>What the images are.</summary>
    /// <exception cref="BadInputException">They are not here.</exception>
    public TrainingImages Images => _images.Value;

    /// <summary>The workers.</summary>
    public TrainingWorkers Workers => _workers.Value;

    /// <summary>The network of an architecture, for these images.</summary>
    /// <param name="genotype">The architecture.</param>
    /// <exception cref="BadInputException">It cannot be built for them.</exception>
    public Blueprint NetworkOf(Genotype genotype) => genotype.ToBlueprint(_options.Plan(Images));

    /// <inheritdoc/>
    public int Rungs => _options.Rungs;

    /// <inheritdoc/>
    public int Reduction => _options.Reduction;

    /// <inheritdoc/>
    public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation) =>
        Evaluate(genotype, seeds, Rungs - 1, cancellation);

    /// <inheritdoc/>
    public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, int rung, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        Blueprint network;
        try
        {
            network = NetworkOf(genotype);
        }
        catch (BadInputException e) when (_images.IsValueCreated)       // of this network alone, such as too small images
        {
            return ChildResult.Failed(e.Message);
        }

        var answer = Workers.Run(
            new()
            {
                Id = 0, Options = _options with { Epochs = _options.EpochsOf(rung) }, Network = network, Seeds = seeds,
                IsTested = _options.MeasuresTest,
            }, null, cancellation);
        var cost = CostModel.Of(network);
        return new(StatusOf(answer), answer.Accuracy, cost.MultiplyAdds, cost.Parameters)
        {
            Failure = answer.Failure, Seconds = answer.Seconds, TestAccuracy = answer.TestAccuracy,
        };
    }

    /// <inheritdoc/>
    public long ParametersOf(Genotype genotype) => CostModel.Of(NetworkOf(genotype)).Parameters;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_workers.IsValueCreated) _workers.Value.Dispose();
    }

    private static ChildStatus StatusOf(TrainingAnswer answer) => answer.Kind switch
    {
        TrainingAnswerKind.Trained => ChildStatus.Trained,
        TrainingAnswerKind.Diverged => ChildStatus.Diverged,
        _ => ChildStatus.Failed,
    };
}
