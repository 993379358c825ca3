namespace Pathwise.Autoencoders;

/// <summary>What some examples' losses add up to, in nats.</summary>
/// <param name="Loss">What is minimised.</param>
/// <param name="Reconstruction">−ln p(x|z), averaged over an example's samples.</param>
/// <param name="Divergence">KL(q(z|x) ‖ p(z)), unweighted; 0 where there is no prior.</param>
public readonly record struct LossSums(double Loss, double Reconstruction, double Divergence)
{
    /// <summary>The sums of both.</summary>
    public static LossSums operator +(LossSums left, LossSums right) =>
        new(left.Loss + right.Loss, left.Reconstruction + right.Reconstruction, left.Divergence + right.Divergence);

    /// <summary>Every sum times a factor: 1/n makes means of them.</summary>
    public static LossSums operator *(LossSums sums, double factor) =>
        new(sums.Loss * factor, sums.Reconstruction * factor, sums.Divergence * factor);

    /// <inheritdoc cref="op_Addition"/>
    public static LossSums Add(LossSums left, LossSums right) => left + right;

    /// <inheritdoc cref="op_Multiply"/>
    public static LossSums Multiply(LossSums sums, double factor) => sums * factor;
}
