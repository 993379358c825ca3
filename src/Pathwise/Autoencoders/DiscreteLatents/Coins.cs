using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>One coin with logit l, in double.</summary>
internal static class Coins
{
    /// <summary>σ(x).</summary>
    public static double Sigmoid(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /// <summary>ln(1 + eˣ).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>ln q(z), of z = 0 or 1.</summary>
    public static double LogProbability(double logit, double code) => (logit * code) - Softplus(logit);

    /// <summary>KL(Bernoulli(σ(l)) ‖ Bernoulli(½)) = ln 2 − H.</summary>
    public static double Divergence(double logit) =>
        Math.Log(2) - Softplus(logit) + (logit * Sigmoid(logit));

    /// <summary>∂KL/∂l = l σ(l) σ(−l).</summary>
    public static double DivergenceSlope(double logit) => logit * Sigmoid(logit) * Sigmoid(-logit);

    /// <summary>ln p(z) − ln q(z|x) of a row of coins; the prior's are fair.</summary>
    public static double LogPriorRatio(ReadOnlySpan<float> logits, ReadOnlySpan<float> code)
    {
        var sum = 0.0;
        for (var j = 0; j < code.Length; j++) sum -= Math.Log(2) + LogProbability(logits[j], code[j]);
        return sum;
    }

    /// <summary>Throws a coin for each logit.</summary>
    public static void Throw(ReadOnlySpan<float> logits, Span<float> code, ref Rng rng)
    {
        for (var j = 0; j < logits.Length; j++) code[j] = rng.NextDouble() < Sigmoid(logits[j]) ? 1 : 0;
    }
}
