using System.ComponentModel.DataAnnotations;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Options;

namespace Pathwise.Autoencoders;

/// <summary>What every autoencoder has to be told: its networks, its decoder's likelihood, and its training.</summary>
public abstract record AutoencoderOptions
{
    private protected static readonly SettingType ScheduleType =
        SettingType.Parsable<Schedule>("number or schedule", schedule => [schedule.At(0), schedule.At(1)]);

    private protected AutoencoderOptions() { }

    /// <summary>Components of the code.</summary>
    /// <value>Default 20.</value>
    [Range(1, 65_536)]
    [Setting("components of the code", Symbol = "dim z", Source = "PyTorch's example of a VAE")]
    public int Latents { get; init; } = 20;

    /// <summary>Units of each hidden layer of the encoder; none: a linear encoder.</summary>
    /// <value>Default one layer of 400.</value>
    [Range(1, 65_536)]
    [Setting("units of each hidden layer of the encoder; none for a linear one", Source = "PyTorch's example of a VAE")]
    public IReadOnlyList<int> EncoderHidden { get; init; } = [400];

    /// <summary>Units of each hidden layer of the decoder; none: a linear decoder.</summary>
    /// <value>Default one layer of 400.</value>
    [Range(1, 65_536)]
    [Setting("units of each hidden layer of the decoder; none for a linear one", Source = "PyTorch's example of a VAE")]
    public IReadOnlyList<int> DecoderHidden { get; init; } = [400];

    /// <summary>What hidden units do.</summary>
    /// <value>Default ReLU; Kingma and Welling, and Burda et al., take tanh.</value>
    [Setting("what hidden units do", Source = "PyTorch's example of a VAE")]
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>How layers start.</summary>
    /// <value>Default PyTorch's U(±1/√inputs).</value>
    [Setting("how layers start", Source = "PyTorch's nn.Linear")]
    public InitialWeights InitialWeights { get; init; }

    /// <summary>p(x|z), the family.</summary>
    /// <value>Default Bernoulli.</value>
    [Setting("the family of p(x|z)", Symbol = "p(x|z)", Source = "Kingma & Welling (2014), appendix C")]
    public DecoderKind Decoder { get; init; }

    /// <summary>How the decoder's numbers say means, for families that have one.</summary>
    /// <value>Default identity; Kingma and Welling's Frey faces take the sigmoid.</value>
    [Setting("how the decoder's numbers say the mean of a Gaussian or logistic",
        Source = "Kingma & Welling (2014), appendix C.2")]
    public MeanLink DecoderMean { get; init; }

    /// <summary>σ of a Gaussian decoder: the given one, or where the learned one starts; also a logistic's
    /// scale.</summary>
    /// <value>Default 1: half the squared error, and a constant.</value>
    [Range(1e-6, 1e6)]
    [Setting("σ of a Gaussian decoder: the given one, or where the learned one starts", Symbol = "σ")]
    public double DecoderSigma { get; init; } = 1;

    /// <summary>The least σ of a decoder that learns it: densities of grey levels would grow without bound.</summary>
    /// <value>Default 1/256.</value>
    [Range(1e-6, 1e6)]
    [Setting("the least σ of a decoder that learns it")]
    public double LeastDecoderSigma { get; init; } = 1.0 / 256;

    /// <summary>How often every example is learned from.</summary>
    /// <value>Default 10.</value>
    [Range(1, 1_000_000)]
    [Setting("how often every example is learned from", Source = "PyTorch's example of a VAE")]
    public int Epochs { get; init; } = 10;

    /// <summary>n, the examples that a gradient is a mean over.</summary>
    /// <value>Default 128.</value>
    [Range(1, 65_536)]
    [Setting("examples that a gradient is a mean over", Symbol = "n", Source = "PyTorch's example of a VAE")]
    public int BatchSize { get; init; } = 128;

    /// <summary>α, the step size; a constant or a schedule over the epochs.</summary>
    /// <value>Default 10⁻³, for Adam.</value>
    [Range(0.0, 1e6)]
    [Setting("the step size", Symbol = "α", Source = "PyTorch's example of a VAE")]
    public Schedule StepSize { get; init; } = Schedule.Constant(1e-3);

    /// <summary>How a gradient becomes a step.</summary>
    /// <value>Default Adam; Kingma and Welling take Adagrad.</value>
    [Setting("how a gradient becomes a step", Source = "Kingma & Ba (2015) for Adam")]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>The norm to which a longer gradient is cut.</summary>
    /// <value>Default null: no limit.</value>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    [Setting("the norm to which a longer gradient is cut", Symbol = "‖∇‖₂")]
    public double? MaxGradientNorm { get; init; }

    /// <summary>The precision of the parameters' prior N(0, 1/λ): λ/2 ‖θ‖² is added to the loss of the whole data
    /// set.</summary>
    /// <value>Default 0: maximum likelihood; Kingma and Welling take 1.</value>
    [Range(0.0, 1e9)]
    [Setting("precision of the parameters' Gaussian prior; 0 for none", Symbol = "p(θ)",
        Source = "Kingma & Welling (2014), §5")]
    public double WeightPrior { get; init; }

    /// <summary>How layers start.</summary>
    internal Initialization Initialization => InitialWeights switch
    {
        InitialWeights.GlorotUniform => Initialization.GlorotUniform,
        InitialWeights.SmallNormal => Initialization.Normal(0.01),
        _ => Initialization.KaimingUniform,
    };

    /// <summary>What a nat of divergence counts, some epochs after the start.</summary>
    internal abstract double BetaAt(double epochs);
}
