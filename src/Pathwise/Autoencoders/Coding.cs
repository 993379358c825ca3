using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>From examples to codes and back with a trained model, any number of rows at once.</summary>
/// <remarks>Makes its passes anew at each call: safe on many threads while nobody changes the parameters.</remarks>
public static class Coding
{
    private const int MostRows = 256;

    /// <summary>The posteriors' means and deviations.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">x, [rows, size].</param>
    /// <returns>μ and σ, each [rows, latents].</returns>
    public static (float[] Mean, float[] Sigma) Encode(
        this VariationalAutoencoder model, ReadOnlySpan<float> examples)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (posterior, encoded) = (model.Posterior, Outputs(model.Encoder, examples));
        var rows = encoded.Length / posterior.ParameterCount;
        var (mean, sigma) = (new float[rows * model.Latents], new float[rows * model.Latents]);
        for (var i = 0; i < mean.Length; i++)
        {
            var row = encoded.AsSpan(i / model.Latents * posterior.ParameterCount, posterior.ParameterCount);
            var q = posterior.Of(row, i % model.Latents);
            (mean[i], sigma[i]) = ((float)q.Mean, (float)q.Sigma);
        }

        return (mean, sigma);
    }

    /// <summary>What the decoder says of codes: E[x|code].</summary>
    /// <param name="model">The model.</param>
    /// <param name="codes">[rows, latents].</param>
    /// <returns>[rows, size].</returns>
    public static float[] Decode(this IAutoencoder model, ReadOnlySpan<float> codes)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (likelihood, decoded) = (model.Likelihood, Outputs(model.Decoder, codes));
        var rows = decoded.Length / likelihood.ParameterCount;
        var means = new float[rows * likelihood.Size];
        for (var i = 0; i < rows; i++)
            likelihood.Mean(
                decoded.AsSpan(i * likelihood.ParameterCount, likelihood.ParameterCount),
                means.AsSpan(i * likelihood.Size, likelihood.Size));
        return means;
    }

    /// <summary>Examples, encoded to the codes that stand for them and decoded again.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">x, [rows, size].</param>
    /// <returns>[rows, size].</returns>
    public static float[] Reconstruct(this IAutoencoder model, ReadOnlySpan<float> examples)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Decode(model.Codes(examples));
    }

    /// <summary>The means of codes from the prior: <c>z ~ p(z)</c>, then E[x|z].</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">How many.</param>
    /// <param name="rng">The stream to draw codes from.</param>
    /// <returns>[rows, size].</returns>
    public static float[] Sample(this ILatentVariableModel model, int rows, ref Rng rng)
    {
        ArgumentNullException.ThrowIfNull(model);
        var codes = new float[rows * model.Latents];
        model.DrawFromPrior(codes, ref rng);
        return model.Decode(codes);
    }

    /// <summary>A network's outputs for any number of rows.</summary>
    internal static float[] Outputs(INetwork network, ReadOnlySpan<float> inputs)
    {
        if (inputs.Length % network.Inputs != 0)
            throw new ArgumentException(
                $"Rows of {network.Inputs} numbers cannot make up {inputs.Length} numbers.", nameof(inputs));
        var rows = inputs.Length / network.Inputs;
        var outputs = new float[rows * network.Outputs];
        if (rows == 0) return outputs;
        var pass = network.NewPass(Math.Min(MostRows, rows));
        for (var first = 0; first < rows; first += MostRows)
        {
            var count = Math.Min(MostRows, rows - first);
            pass.Forward(inputs.Slice(first * network.Inputs, count * network.Inputs), count)
                .CopyTo(outputs.AsSpan(first * network.Outputs));
        }

        return outputs;
    }
}
