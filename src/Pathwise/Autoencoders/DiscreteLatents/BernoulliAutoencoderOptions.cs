using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>Everything that decides a <see cref="BernoulliAutoencoder"/> and its training, apart from its examples and
/// seed.</summary>
public sealed record BernoulliAutoencoderOptions : AutoencoderOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<BernoulliAutoencoderOptions>(ScheduleType);

    /// <summary>How gradients get past the coins.</summary>
    /// <value>Default leave-one-out.</value>
    [Setting("how gradients get past the coins", Source = "Kool et al. (2019)")]
    public EstimatorKind Estimator { get; init; } = EstimatorKind.LeaveOneOut;

    /// <summary>k, the samples of leave-one-out and VIMCO.</summary>
    /// <value>Default 4.</value>
    [Range(2, 10_000)]
    [Setting("samples of leave-one-out and VIMCO", Symbol = "k", Source = "Kool et al. (2019)")]
    public int Samples { get; init; } = 4;

    /// <summary>τ, the temperature of Gumbel-softmax.</summary>
    /// <value>Default 0.5.</value>
    [Range(0.0, 1e3, MinimumIsExclusive = true)]
    [Setting("temperature of Gumbel-softmax", Symbol = "τ", Source = "Jang et al. (2017), §4")]
    public double Temperature { get; init; } = 0.5;

    /// <summary>Units of each hidden layer of the learned baseline.</summary>
    /// <value>Default one layer of 100.</value>
    [Range(1, 65_536)]
    [Setting("units of each hidden layer of the learned baseline", Source = "Mnih & Gregor (2014), §4")]
    public IReadOnlyList<int> BaselineHidden { get; init; } = [100];

    /// <summary>β, what a nat of divergence from the prior costs, against a nat of reconstruction.</summary>
    /// <value>Default 1: the bound.</value>
    [Range(0.0, 1e9)]
    [Setting("what a nat of divergence from the prior costs, against a nat of reconstruction",
        Symbol = "β", Source = "Higgins et al. (2017)")]
    public double Beta { get; init; } = 1;

    /// <inheritdoc/>
    internal override double BetaAt(double epochs) => Beta;

    /// <summary>Checks ranges, and that the options go together.</summary>
    /// <exception cref="BadInputException">They do not; the sentence says which, and why.</exception>
    internal BernoulliAutoencoderOptions Validated()
    {
        Settings.Validated(this);
        return Estimator == EstimatorKind.Vimco && Beta != 1
            ? throw new BadInputException(
                $"The option beta cannot be {Beta} with VIMCO, which climbs a bound of its own; set it to 1.")
            : this;
    }

    /// <summary>The estimator that the options name.</summary>
    internal IDiscreteEstimator NewEstimator() => Estimator switch
    {
        EstimatorKind.ScoreFunction => new ScoreFunction(),
        EstimatorKind.LearnedBaseline => new LearnedBaseline(),
        EstimatorKind.Vimco => new Vimco(Samples),
        EstimatorKind.StraightThrough => new StraightThrough(),
        EstimatorKind.GumbelSoftmax => new GumbelSoftmax(Temperature),
        _ => new LeaveOneOut(Samples),
    };
}
