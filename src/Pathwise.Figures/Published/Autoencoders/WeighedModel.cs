using System.Globalization;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>A model that was trained with a weight of the divergence.</summary>
/// <param name="Beta">The weight.</param>
/// <param name="Model">The model.</param>
/// <param name="Bound">What it reaches on the test images, at β = 1.</param>
/// <param name="ActiveUnits">Latents whose means vary.</param>
internal sealed record WeighedModel(
    double Beta, VariationalAutoencoder Model, EvaluationReport Bound, int ActiveUnits)
{
    /// <summary><c>"β = 0.1"</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"β = {Beta}");
}
