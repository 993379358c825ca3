using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Deep;

/// <summary>What algorithms have to be told that learn the values of choices with a network, from replay.</summary>
public abstract record DeepValueOptions
{
    private protected const string StableBaselines = "Stable-Baselines3's default";

    private protected static readonly SettingType ScheduleType =
        SettingType.Parsable<Schedule>("number or schedule", schedule => [schedule.At(0), schedule.At(1)]);

    private protected DeepValueOptions() { }

    /// <summary>γ, the discount per step.</summary>
    /// <value>Default 0.99.</value>
    [Range(0.0, 1.0)]
    [Setting("the discount per step", Symbol = "γ", Source = "Mnih et al. (2015), table 1; " + StableBaselines)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>α, Adam's step size; a constant or a schedule over the run.</summary>
    /// <value>Default 10⁻⁴ for DQN, 5 · 10⁻⁵ for QR-DQN.</value>
    [Range(0.0, 1e6)]
    [Setting("the step size", Symbol = "α", Source = StableBaselines)]
    public Schedule StepSize { get; init; } = Schedule.Constant(1e-4);

    /// <summary>Transitions that one gradient learns from.</summary>
    /// <value>Default 32.</value>
    [Range(1, 1_000_000)]
    [Setting("transitions that one gradient learns from", Source = "Mnih et al. (2015), table 1; " + StableBaselines)]
    public int BatchSize { get; init; } = 32;

    /// <summary>N, the most transitions that are remembered; a run remembers no more than it has steps.</summary>
    /// <value>Default 1,000,000.</value>
    [Range(1, 100_000_000)]
    [Setting("the most transitions that are remembered",
        Symbol = "N", Source = "Mnih et al. (2015), table 1; " + StableBaselines)]
    public int ReplayCapacity { get; init; } = 1_000_000;

    /// <summary>Environment steps that are taken at random before anything is learned.</summary>
    /// <value>Default 100.</value>
    [Range(0, int.MaxValue)]
    [Setting("environment steps that are taken at random before anything is learned",
        Source = "Mnih et al. (2015), table 1 (50,000 there); " + StableBaselines)]
    public int LearningStarts { get; init; } = 100;

    /// <summary>Steps of each environment between two updates.</summary>
    /// <value>Default 4.</value>
    [Range(1, 1_000_000)]
    [Setting("steps of each environment between two updates",
        Source = "Mnih et al. (2015), table 1; " + StableBaselines)]
    public int TrainEvery { get; init; } = 4;

    /// <summary>Gradient steps of an update; −1: as many as environment steps came before it.</summary>
    /// <value>Default 1.</value>
    [Range(-1, 1_000_000)]
    [Setting("gradient steps of an update; −1: as many as environment steps came before it",
        Source = StableBaselines)]
    public int GradientSteps { get; init; } = 1;

    /// <summary>C, environment steps after which the target network follows.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, int.MaxValue)]
    [Setting("environment steps after which the target network follows",
        Symbol = "C", Source = "Mnih et al. (2015), table 1; " + StableBaselines)]
    public int TargetEvery { get; init; } = 10_000;

    /// <summary>τ, how far the target network follows; 1: all the way.</summary>
    /// <value>Default 1.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    [Setting("how far the target network follows; 1: all the way", Symbol = "τ", Source = StableBaselines)]
    public double TargetStep { get; init; } = 1;

    /// <summary>ε at the start: how likely an action is random.</summary>
    /// <value>Default 1.</value>
    [Range(0.0, 1.0)]
    [Setting("how likely an action is random at the start",
        Symbol = "ε", Source = "Mnih et al. (2015), table 1; " + StableBaselines)]
    public double FirstEpsilon { get; init; } = 1;

    /// <summary>ε at the end.</summary>
    /// <value>Default 0.05 for DQN, 0.01 for QR-DQN.</value>
    [Range(0.0, 1.0)]
    [Setting("how likely an action is random at the end", Symbol = "ε", Source = StableBaselines)]
    public double LastEpsilon { get; init; } = 0.05;

    /// <summary>The fraction of the run over which ε goes from first to last, in a straight line.</summary>
    /// <value>Default 0.1 for DQN, 0.005 for QR-DQN.</value>
    [Range(0.0, 1.0)]
    [Setting("the fraction of the run over which ε goes from first to last, in a straight line",
        Source = StableBaselines)]
    public double ExplorationFraction { get; init; } = 0.1;

    /// <summary>The norm to which a longer gradient is cut.</summary>
    /// <value>Default 10 for DQN; null, no limit, for QR-DQN.</value>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    [Setting("the norm to which a longer gradient is cut", Symbol = "‖∇‖₂", Source = StableBaselines)]
    public double? MaxGradientNorm { get; init; } = 10;

    /// <summary>Units of each hidden layer; none: linear values.</summary>
    /// <value>Default two layers of 64.</value>
    [Range(1, 4096)]
    [Setting("units of each hidden layer; none for linear values", Source = StableBaselines)]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>What hidden units do.</summary>
    /// <value>Default ReLU.</value>
    [Setting("what hidden units do", Source = "Mnih et al. (2015), Methods; " + StableBaselines)]
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Environments that step together.</summary>
    /// <value>Default 1.</value>
    [Range(1, 65_536)]
    [Setting("environments that step together", Source = StableBaselines)]
    public int Environments { get; init; } = 1;

    /// <summary>Whether the learning network chooses the next action whose value the target network tells.</summary>
    /// <value>Default false: the target network does both.</value>
    [Setting("whether the learning network chooses the next action whose value the target network tells",
        Source = "van Hasselt, Guez & Silver (2016)")]
    public bool Double { get; init; }

    /// <summary>Whether a value is the sum of the state's and the action's advantage, each with units of its
    /// own.</summary>
    /// <value>Default false.</value>
    [Setting("whether a value is the sum of the state's and the action's advantage, each with units of its own",
        Source = "Wang et al. (2016), eq. (9)")]
    public bool Dueling { get; init; }

    /// <summary>n, the steps of rewards that are seen before a value is trusted.</summary>
    /// <value>Default 1.</value>
    [Range(1, 1000)]
    [Setting("steps of rewards that are seen before a value is trusted",
        Symbol = "n", Source = "Sutton & Barto (2018), §7.1; Hessel et al. (2018)")]
    public int TransitionSteps { get; init; } = 1;

    /// <summary>Whether transitions come the more often the more wrong their values were.</summary>
    /// <value>Default false: all equally often.</value>
    [Setting("whether transitions come the more often the more wrong their values were",
        Source = "Schaul et al. (2016), algorithm 1")]
    public bool Prioritized { get; init; }

    /// <summary>α of prioritised replay, how much errors count: 0 not at all.</summary>
    /// <value>Default 0.6.</value>
    [Range(0.0, 10.0)]
    [Setting("how much errors count in prioritised replay: 0 not at all",
        Symbol = "α", Source = "Schaul et al. (2016), table 3")]
    public double PriorityExponent { get; init; } = 0.6;

    /// <summary>β of prioritised replay, how much of its bias is weighed away; a constant or a schedule.</summary>
    /// <value>Default linear:0.4:1.</value>
    [Range(0.0, 1.0)]
    [Setting("how much of the bias of prioritised replay is weighed away",
        Symbol = "β", Source = "Schaul et al. (2016), table 3")]
    public Schedule PriorityCorrection { get; init; } = Schedule.Linear(0.4, 1);

    /// <summary>Whether only choices are taken, and valued, that the environment says there are, where it says
    /// so.</summary>
    /// <value>Default true.</value>
    [Setting("whether only choices are taken, and valued, that the environment says there are, where it says so",
        Source = "Huang & Ontañón (2022)")]
    public bool MaskActions { get; init; } = true;
}
