namespace Pathwise.ValueLearning.Deep;

/// <summary>What it costs that an action's value is not what it should be.</summary>
public interface IValueLoss
{
    /// <summary>N, the numbers that tell what an action is worth.</summary>
    int Atoms { get; }

    /// <summary>Compares one action's numbers with their targets.</summary>
    /// <param name="values">θ, what they are, [N].</param>
    /// <param name="targets">What they should be, [N].</param>
    /// <param name="gradients">Receives ∂loss/∂θ, [N].</param>
    ValueError Of(ReadOnlySpan<float> values, ReadOnlySpan<float> targets, Span<float> gradients);
}
