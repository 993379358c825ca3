using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Better arms more often: <c>π(a) = exp(Q(a)/τ) / Σ_b exp(Q(b)/τ)</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), Exercise 2.9 and §13.1 (the soft-max distribution of estimated values, with
/// a temperature); R. D. Luce, <i>Individual Choice Behavior</i>, 1959. As τ → 0 it becomes greedy, as τ → ∞
/// uniform.</para>
/// </remarks>
public readonly record struct Boltzmann : IBanditRule<Boltzmann>
{
    private static readonly BanditParameter TemperatureParameter =
        new("temperature", "τ", 0.2, 1e-9, 1e6, "the difference in value that makes an arm e times as likely")
        {
            IsPrimary = true,
        };

    private readonly double _inverse;                                            // 1/τ

    /// <inheritdoc cref="Boltzmann"/>
    /// <param name="temperature">τ, from 10⁻⁹ to 10⁶, in units of the rewards.</param>
    /// <param name="estimation">How values are estimated; sample averages from 0 by default.</param>
    public Boltzmann(double temperature, ValueEstimation estimation = default) =>
        (Temperature, _inverse, Estimation) =
            (TemperatureParameter.Checked(temperature), 1 / temperature, estimation);

    /// <summary>τ.</summary>
    public double Temperature { get; }

    /// <summary>How values are estimated.</summary>
    public ValueEstimation Estimation { get; }

    /// <summary>What the catalog says of it.</summary>
    public static BanditStrategyEntry CatalogEntry { get; } = new(
        "boltzmann",
        "Takes arms with probabilities proportional to exp(Q(a)/τ).",
        "Sutton & Barto (2018), §13.1; Luce (1959)",
        [TemperatureParameter, ValueEstimation.StepSizeParameter, ValueEstimation.InitialParameter],
        arguments => new Boltzmann(arguments[0], new(arguments[1], arguments[2])));

    /// <inheritdoc/>
    public BanditStrategyEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Temperature, Estimation.StepSize, Estimation.Initial];

    /// <inheritdoc/>
    public void Begin(ArmMemory memory)
    {
        if (Temperature == 0)
            throw new InvalidOperationException("This strategy is without parameters; use its constructor.");
        Estimation.Begin(memory);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng) =>
        SoftmaxArms.Draw(memory, SoftmaxArms.Weigh(memory, _inverse, allowed), ref rng);

    /// <inheritdoc/>
    public double Propensity(ArmMemory memory, ReadOnlySpan<bool> allowed, int arm) =>
        SoftmaxArms.Propensity(memory, _inverse, allowed, arm);

    /// <inheritdoc/>
    public void Probabilities(ArmMemory memory, ReadOnlySpan<bool> allowed, Span<double> probabilities) =>
        SoftmaxArms.Probabilities(memory, _inverse, allowed, probabilities);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ArmMemory memory, int arm, double reward) => Estimation.Learn(memory, arm, reward);

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}
