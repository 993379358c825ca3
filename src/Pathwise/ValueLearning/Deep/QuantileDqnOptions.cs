using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Deep;

/// <summary>Everything that decides a run of QR-DQN, apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record QuantileDqnOptions : DeepValueOptions
{
    /// <summary>The defaults.</summary>
    public QuantileDqnOptions()
    {
        StepSize = Schedule.Constant(5e-5);
        (ExplorationFraction, LastEpsilon, MaxGradientNorm) = (0.005, 0.01, null);
    }

    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<QuantileDqnOptions>(ScheduleType);

    /// <summary>N, the quantiles of the return that are learned of every action.</summary>
    /// <value>Default 200.</value>
    [Range(1, 1000)]
    [Setting("quantiles of the return that are learned of every action",
        Symbol = "N", Source = "Dabney et al. (2018), §5; " + StableBaselines)]
    public int Quantiles { get; init; } = 200;
}
