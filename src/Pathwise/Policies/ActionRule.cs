namespace Pathwise.Policies;

/// <summary>How the numbers that a network gives become an action.</summary>
public enum ActionRule
{
    /// <summary>Logits: greedy, the greatest of each component's; drawn, by the softmax. For <c>Discrete</c> and
    /// <c>MultiDiscrete</c> actions.</summary>
    Choices,

    /// <summary>Logits of bits: greedy, 1 where the logit is above 0; drawn, by the logistic function. For
    /// <c>MultiBinary</c> actions.</summary>
    Bits,

    /// <summary>The means of a Gaussian, cut to the bounds of the <c>Box</c>; drawn, with its σ before the
    /// cut.</summary>
    Reals,

    /// <summary>The means of a squashed Gaussian, and its ln σ if there are twice as many numbers as an action has:
    /// greedy, <c>tanh μ</c>; drawn, with σ or the noise added; then from [−1, 1] to the bounds of the
    /// <c>Box</c>.</summary>
    Squashed,

    /// <summary>The values of choices, N numbers for each, whose mean counts: greedy, the greatest; drawn, a random one
    /// with probability ε. For <c>Discrete</c> actions.</summary>
    Values,
}
