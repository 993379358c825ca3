using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>The squared error of an example's reconstruction, <c>Σ (x_i − x̂_i)²</c>: for autoencoders of any
/// kind.</summary>
/// <remarks>Draws nothing but what the examples do. Pixels carry all of it.</remarks>
/// <param name="reconstruct">From examples to reconstructions, both [rows, size]; may be called on many
/// threads.</param>
public sealed class ErrorScore(Func<float[], float[]> reconstruct) : IAnomalyScore
{
    /// <summary>The score of an autoencoder of any kind: x̂ is what it makes of x, of a variational one
    /// E[x|z = μ].</summary>
    /// <param name="model">What was learned.</param>
    public ErrorScore(IAutoencoder model) : this(examples => model.Reconstruct(examples)) { }

    /// <inheritdoc/>
    public double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null) =>
        EachExample.Compute(examples, seeds, workers, (rows, _) =>
        {
            var reconstructed = reconstruct(rows);
            var errors = new double[rows.Length / examples.Size];
            for (var i = 0; i < rows.Length; i++)
            {
                double error = rows[i] - reconstructed[i];
                errors[i / examples.Size] += error * error;
            }

            return errors;
        });

    /// <inheritdoc/>
    public Attribution Attribute(IExamples examples, int index, SeedSequence seeds)
    {
        var (x, _) = ExampleTerms.Read(examples, index, seeds);
        var reconstructed = reconstruct(x);
        for (var i = 0; i < x.Length; i++) x[i] = (x[i] - reconstructed[i]) * (x[i] - reconstructed[i]);
        return new(x, 0);
    }
}
