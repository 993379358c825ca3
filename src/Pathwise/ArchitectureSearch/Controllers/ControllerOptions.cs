using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>What every strategy that trains a controller has to be told.</summary>
public abstract record ControllerOptions
{
    private protected ControllerOptions() { }

    /// <summary>What decides.</summary>
    /// <value>Default: the LSTM.</value>
    [Setting("what decides: an LSTM that reads its own choices, or softmaxes that do not know of each other")]
    public ControllerKind Controller { get; init; } = ControllerKind.Recurrent;

    /// <summary>Units of the LSTM.</summary>
    /// <value>Default 100.</value>
    [Setting("units of the LSTM", Source = "Zoph et al. (2018), App. A.2")]
    [Range(1, 4096)]
    public int Units { get; init; } = 100;

    /// <summary>Numbers in an embedded choice, which the LSTM reads.</summary>
    /// <value>Default 100: as many as units, as ENAS has it.</value>
    [Setting("numbers in an embedded choice, which the LSTM reads", Source = "Pham et al. (2018)")]
    [Range(1, 4096)]
    public int Embedding { get; init; } = 100;

    /// <summary>How far from 0 parameters may start: half the width of the LSTM's uniform distribution, the standard
    /// deviation of the softmaxes' normal one.</summary>
    /// <value>Default null: 0.1 for the LSTM, 10⁻³ for softmaxes.</value>
    [Setting("how far from 0 parameters start; none: U(±0.1) for the LSTM, N(0, 0.001²) for softmaxes",
        Source = "Zoph et al. (2018), App. A.2; Dong & Yang (2020)")]
    [Range(0.0, 100.0)]
    public double? InitialRange { get; init; }

    /// <summary>T, which the LSTM's logits are divided by.</summary>
    /// <value>Default 1.</value>
    [Setting("what the LSTM's logits are divided by", Symbol = "T", Source = "Bello et al. (2016)")]
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double Temperature { get; init; } = 1;

    /// <summary>C, which the LSTM's logits are kept within by <c>C tanh(z/T)</c>.</summary>
    /// <value>Default null: no tanh.</value>
    [Setting("what the LSTM's logits are kept within, by C tanh(z/T)", Symbol = "C", Source = "Pham et al. (2018)")]
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double? TanhConstant { get; init; }

    /// <summary>Children of a batch, which one update learns from.</summary>
    /// <value>Default 20.</value>
    [Setting("children of a batch, which one update learns from", Source = "Zoph et al. (2018), App. A.2")]
    [Range(1, 65_536)]
    public int BatchSize { get; init; } = 20;

    /// <summary>How a gradient becomes a step.</summary>
    /// <value>Default Adam.</value>
    [Setting("how a gradient becomes a step", Source = "Zoph & Le (2017); Kingma & Ba (2015)")]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>m, what a reward counts less in the baseline with each that comes after it.</summary>
    /// <value>Default 0.95.</value>
    [Setting("what a reward counts less in the baseline with each that comes after it", Symbol = "m",
        Source = "Zoph et al. (2018), App. A.2")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double BaselineMomentum { get; init; } = 0.95;

    /// <summary>Whether a batch's own rewards are in its baseline.</summary>
    /// <value>Default false: the average of previous rewards.</value>
    [Setting("whether a batch's own rewards are in its baseline", Source = "Dong & Yang (2020) for true")]
    public bool BaselineIsInclusive { get; init; }

    /// <summary>Whether a batch's advantages are shifted and scaled to mean 0 and variance 1.</summary>
    /// <value>Default false.</value>
    [Setting("whether a batch's advantages are shifted and scaled to mean 0 and variance 1")]
    public bool Normalize { get; init; }

    /// <summary>β, what a nat of the choices' entropy is worth.</summary>
    /// <value>Default 10⁻⁵.</value>
    [Setting("what a nat of the choices' entropy is worth", Symbol = "β", Source = "Zoph et al. (2018), App. A.2")]
    [Range(0.0, 1e6)]
    public double EntropyWeight { get; init; } = 1e-5;

    /// <summary>The norm to which a longer gradient is cut.</summary>
    /// <value>Default null: no limit.</value>
    [Setting("the norm to which a longer gradient is cut", Symbol = "‖∇‖₂")]
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? MaxGradientNorm { get; init; }

    /// <summary>A controller that has learned nothing yet.</summary>
    /// <param name="space">What it designs architectures of.</param>
    /// <param name="seeds">Where its parameters come from.</param>
    /// <exception cref="BadInputException">The space has no decision.</exception>
    internal IController NewController(ISearchSpace space, SeedSequence seeds)
    {
        var rng = new Rng(seeds);
        if (Controller == ControllerKind.Softmax)
        {
            var softmaxes = new SoftmaxController(space);
            softmaxes.Initialize(InitialRange ?? 1e-3, ref rng);
            return softmaxes;
        }

        var recurrent = new RecurrentController(space, Units, Embedding, new(Temperature, TanhConstant));
        recurrent.Initialize(InitialRange ?? 0.1, ref rng);
        return recurrent;
    }
}
