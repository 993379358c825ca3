using Pathwise.Networks;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>A policy that designs architectures: the product of one categorical distribution for each decision of a
/// search space, each of which may depend on the choices before it.</summary>
/// <remarks>
/// <para>On the seam it is a network from an architecture to logits: a row of inputs has the index of the chosen option
/// for each decision, [decisions]; a row of outputs the logits of all decisions' options, one decision after the other,
/// <c>[Σ options]</c>, each given the choices before it. Indices have no derivative: gradients with respect to inputs
/// are 0.</para>
/// <para><see cref="ControllerScores"/> reads log-probabilities, entropies and their gradients from such a row,
/// <see cref="ControllerDraws"/> draws architectures.</para>
/// </remarks>
public interface IController : INetwork
{
    /// <summary>What it designs architectures of.</summary>
    ISearchSpace Space { get; }

    /// <summary>A place to make choices in; each thread has its own.</summary>
    /// <param name="maxRows">The most architectures that are designed side by side, ≥ 1.</param>
    IControllerRollout NewRollout(int maxRows);
}
