using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Bandits.Contextual;

/// <summary>Thompson sampling with a linear model for each arm: an arm is chosen as often as it is believed to be the
/// best.</summary>
/// <remarks>
/// <para><c>θ̃_a ∼ N(θ̂_a, v² A_a⁻¹)</c>, then <c>argmax_a θ̃_aᵀx</c>. Source: S. Agrawal and N. Goyal, <i>Thompson
/// Sampling for Contextual Bandits with Linear Payoffs</i>, ICML 2013, Algorithm 1. Symbols: v and λ are the options.
/// Where we differ: one θ for each arm instead of one for all, as in <see cref="LinearUcb"/>; and of θ̃ only θ̃ᵀx is
/// drawn, which is N(θ̂ᵀx, v² xᵀA⁻¹x), for nothing else of it is used.</para>
/// <para>Propensities: given x the arms' θ̃ᵀx are independent normal numbers, and the probability that one of them is
/// the greatest is an integral over one variable, computed to 1e-11.</para>
/// <para>A choice costs O(K d²) and the integral, about 35 µs for 10 arms; a reward O(d²). Nothing is allocated but by
/// <see cref="Save"/> and <see cref="Load"/>. Not thread-safe.</para>
/// </remarks>
public sealed class LinearThompson : IContextualBandit
{
    private const string Id = "linear-thompson";

    private readonly LinearModels _models;
    private readonly LinearThompsonOptions _options;
    private readonly double[] _draws;

    /// <inheritdoc cref="LinearThompson"/>
    /// <param name="arms">K, ≥ 1.</param>
    /// <param name="features">d, from 1 to 32,768.</param>
    /// <param name="options">v and λ; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public LinearThompson(int arms, int features, LinearThompsonOptions? options = null)
    {
        _options = LinearThompsonOptions.Settings.Validated(options ?? new());
        _models = new(arms, features, _options.Ridge);
        _draws = new double[arms];
    }

    /// <inheritdoc/>
    public int Arms => _models.Arms;

    /// <inheritdoc/>
    public int Features => _models.Features;

    /// <inheritdoc/>
    public long Learned => _models.Learned;

    /// <summary>θ̂_a, [features].</summary>
    /// <param name="arm">a.</param>
    public ReadOnlySpan<double> Coefficients(int arm) => _models[arm].Coefficients;

    /// <inheritdoc/>
    /// <remarks>Takes a normal number for each arm that is allowed.</remarks>
    public Choice Choose(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed, ref Rng rng)
    {
        See(context, allowed);
        for (var a = 0; a < Arms; a++)
            _draws[a] = allowed.IsEmpty || allowed[a]
                ? _models.Means[a] + (_models.Widths[a] * rng.NextNormal())         // θ̃_aᵀx ∼ N(θ̂_aᵀx, v² xᵀA_a⁻¹x)
                : double.NegativeInfinity;
        var (arm, _) = LinearModels.DrawBest(_draws, ref rng);
        BestArmProbabilities.Compute(new NormalPosteriors(_models.Means, _models.Widths), allowed, _models.Scratch);
        return new(arm, _models.Scratch[arm]);
    }

    /// <inheritdoc/>
    public void Probabilities(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed, Span<double> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, Arms, nameof(probabilities));
        See(context, allowed);
        BestArmProbabilities.Compute(new NormalPosteriors(_models.Means, _models.Widths), allowed, probabilities);
    }

    /// <inheritdoc/>
    public void Estimates(ReadOnlySpan<double> context, Span<double> values) => _models.Estimates(context, values);

    /// <inheritdoc/>
    public void Learn(int arm, ReadOnlySpan<double> context, double reward) => _models.Learn(arm, context, reward);

    /// <inheritdoc/>
    public void Reset() => _models.Reset();

    /// <inheritdoc/>
    public void Save(Utf8JsonWriter writer) => LinearBanditState.Write(writer, Id, _models);

    /// <inheritdoc/>
    public void Load(JsonElement state) => LinearBanditState.Read(state, Id, _models);

    private void See(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed)
    {
        _models.See(context, allowed);
        foreach (ref var width in _models.Widths.AsSpan()) width *= _options.Scale;
    }
}
