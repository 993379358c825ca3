namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>A controller's logits one decision after the other, while the choices are being made.</summary>
/// <remarks>Allocates when it is made and never again. Not thread-safe.</remarks>
public interface IControllerRollout
{
    /// <summary>Begins with the first decision of some architectures.</summary>
    /// <param name="rows">How many, from 1 to the rollout's most.</param>
    void Begin(int rows);

    /// <summary>The logits of the next decision.</summary>
    /// <param name="previous">What was chosen at the decision before, [rows]; empty at the first decision.</param>
    /// <returns>[rows, options of the decision], valid until the next call.</returns>
    ReadOnlySpan<float> Next(ReadOnlySpan<int> previous);
}
