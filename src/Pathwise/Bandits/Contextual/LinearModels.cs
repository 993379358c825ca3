using Pathwise.Randomness;

namespace Pathwise.Bandits.Contextual;

/// <summary>A linear model for each arm, and what choosing by them has in common.</summary>
internal sealed class LinearModels
{
    /// <summary>The greatest size of a feature or a reward: its square, summed, is still a number.</summary>
    private const double Greatest = 1e100;

    private readonly RidgeRegression[] _models;

    public LinearModels(int arms, int features, double ridge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arms, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(features, 32_768);        // d(d + 1)/2 must be an index
        (Features, Ridge) = (features, ridge);
        _models = new RidgeRegression[arms];
        for (var a = 0; a < arms; a++) _models[a] = new(features, ridge);
        (Means, Widths, Scratch) = (new double[arms], new double[arms], new double[arms]);
    }

    public int Arms => _models.Length;

    public int Features { get; }

    public double Ridge { get; }

    public long Learned => _models.Sum(model => model.Count);

    /// <summary>θ̂_aᵀx, [arms]; −∞ for what was not allowed. As <see cref="See"/> left it.</summary>
    public double[] Means { get; }

    /// <summary>√(xᵀA_a⁻¹x), [arms]. As <see cref="See"/> left it.</summary>
    public double[] Widths { get; }

    /// <summary>For whoever needs room, [arms].</summary>
    public double[] Scratch { get; }

    public RidgeRegression this[int arm] => _models[arm];

    /// <summary>Fills means and widths for a context.</summary>
    /// <exception cref="ArgumentException">The context or the mask is not one.</exception>
    public void See(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed)
    {
        Check(context);
        Check(allowed);
        for (var a = 0; a < Arms; a++)
        {
            var isAllowed = allowed.IsEmpty || allowed[a];
            Means[a] = isAllowed ? _models[a].Predict(context) : double.NegativeInfinity;
            Widths[a] = isAllowed ? _models[a].Width(context) : 0;
        }
    }

    public void Estimates(ReadOnlySpan<double> context, Span<double> values)
    {
        Check(context);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Arms, nameof(values));
        for (var a = 0; a < Arms; a++) values[a] = _models[a].Predict(context);
    }

    public void Learn(int arm, ReadOnlySpan<double> context, double reward)
    {
        if ((uint)arm >= (uint)Arms)
            throw new ArgumentOutOfRangeException(nameof(arm), arm, $"There are the arms 0 to {Arms - 1}.");
        Check(context);
        if (!(Math.Abs(reward) <= Greatest)) throw new ArgumentOutOfRangeException(
            nameof(reward), reward, "A reward must be a number of at most 1e100 in size.");
        _models[arm].Learn(context, reward);
    }

    public void Reset()
    {
        foreach (var model in _models) model.Reset(Ridge);
    }

    /// <summary>argmax of some scores, ties broken at random, and how many ties there were.</summary>
    public static (int Arm, int Ties) DrawBest(ReadOnlySpan<double> scores, ref Rng rng)
    {
        var best = double.NegativeInfinity;
        foreach (var score in scores) best = Math.Max(best, score);
        var ties = scores.Count(best);
        var arm = scores.IndexOf(best);
        for (var skipped = rng.NextInt32(ties); skipped > 0; skipped--) arm += 1 + scores[(arm + 1)..].IndexOf(best);
        return (arm, ties);
    }

    private void Check(ReadOnlySpan<double> context)
    {
        if (context.Length != Features) throw new ArgumentException(
            $"A context must have {Features} features; this has {context.Length}.", nameof(context));
        for (var i = 0; i < context.Length; i++)
            if (!(Math.Abs(context[i]) <= Greatest)) throw new ArgumentException(
                $"Feature {i} of a context is {context[i]}; it must be a number of at most 1e100 in size.",
                nameof(context));
    }

    private void Check(ReadOnlySpan<bool> allowed)
    {
        if (allowed.IsEmpty) return;
        if (allowed.Length != Arms) throw new ArgumentException(
            $"A mask for {Arms} arms must have {Arms} entries; this has {allowed.Length}.", nameof(allowed));
        if (!allowed.Contains(true))
            throw new ArgumentException("A mask must allow at least one arm.", nameof(allowed));
    }
}
