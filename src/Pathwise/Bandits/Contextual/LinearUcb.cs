using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Bandits.Contextual;

/// <summary>LinUCB with disjoint models: the arm whose linear estimate could be the highest.</summary>
/// <remarks>
/// <para><c>argmax_a θ̂_aᵀx + α √(xᵀA_a⁻¹x)</c>, ties broken at random. Source: L. Li, W. Chu, J. Langford and
/// R. E. Schapire, <i>A Contextual-Bandit Approach to Personalized News Article Recommendation</i>, WWW 2010,
/// Algorithm 1. Symbols: α and λ are the options; the paper's A begins with λ = 1.</para>
/// <para>Propensities are exact: 1/k for each of k arms that are tied, and so mostly 1. For off-policy estimates, which
/// need every arm to have some probability, <see cref="LinearThompson"/> is the better logger.</para>
/// <para>A choice costs O(K d²), about 2 µs for 10 arms and 20 features, a reward O(d²); nothing is allocated but by
/// <see cref="Save"/> and
/// <see cref="Load"/>. Not thread-safe.</para>
/// </remarks>
public sealed class LinearUcb : IContextualBandit
{
    private const string Id = "linear-ucb";

    private readonly LinearModels _models;
    private readonly LinearUcbOptions _options;

    /// <inheritdoc cref="LinearUcb"/>
    /// <param name="arms">K, ≥ 1.</param>
    /// <param name="features">d, from 1 to 32,768.</param>
    /// <param name="options">α and λ; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public LinearUcb(int arms, int features, LinearUcbOptions? options = null)
    {
        _options = LinearUcbOptions.Settings.Validated(options ?? new());
        _models = new(arms, features, _options.Ridge);
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
    public Choice Choose(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed, ref Rng rng)
    {
        var (arm, ties) = LinearModels.DrawBest(Scores(context, allowed), ref rng);
        return new(arm, 1.0 / ties);
    }

    /// <inheritdoc/>
    public void Probabilities(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed, Span<double> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, Arms, nameof(probabilities));
        var scores = Scores(context, allowed);
        var best = double.NegativeInfinity;
        foreach (var score in scores) best = Math.Max(best, score);
        var share = 1.0 / scores.Count(best);
        for (var a = 0; a < scores.Length; a++) probabilities[a] = scores[a] == best ? share : 0;
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

    private ReadOnlySpan<double> Scores(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed)
    {
        _models.See(context, allowed);
        var scores = _models.Scratch.AsSpan();
        for (var a = 0; a < scores.Length; a++)
            scores[a] = _models.Means[a] + (_options.Alpha * _models.Widths[a]);    // p_a = θ̂_aᵀx + α √(xᵀA_a⁻¹x)
        return scores;
    }
}
