using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Tests.Autoencoders;

/// <summary>Linear models have their optimum in closed form: principal components, and their probabilistic kind.</summary>
public sealed class LinearModelsTests
{
    private const int Components = 2;

    private static readonly LinearModels Data = new();

    private static readonly ExampleMatrix Examples = new(Data.Rows, LinearModels.Size);

    [Fact]
    public void A_linear_autoencoder_reaches_principal_components()
    {
        var options = new PlainAutoencoderOptions
        {
            Latents = Components, EncoderHidden = [], DecoderHidden = [], Decoder = DecoderKind.Gaussian,
            BatchSize = 100, Epochs = 1000, StepSize = Schedule.Cosine(0.02),
        };
        var (model, seeds) = (Autoencoder.Create(options, LinearModels.Size, new(1)), new SeedSequence(1));
        var training = new AutoencoderTraining(model, Examples, options, seeds);
        while (!training.IsFinished) training.TrainEpoch();

        var (reconstructed, squares) = (model.Reconstruct(Data.Rows), 0.0);
        for (var i = 0; i < reconstructed.Length; i++) squares += Math.Pow(reconstructed[i] - Data.Rows[i], 2) / LinearModels.Count;
        Assert.InRange(squares, Data.Rest(Components) * (1 - 1e-5), Data.Rest(Components) * 1.001);   // below is impossible, but for floats
    }

    /// <summary>By the formulas, in double: at the optimum of Tipping and Bishop the bound is the log-likelihood.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void At_the_optimum_the_bound_of_a_linear_model_is_the_log_likelihood(int components)
    {
        Assert.Equal(Data.LogLikelihood(components), ExactBound(components, 1, 1, 1), 1e-8);
        Assert.True(ExactBound(components, 1.05, 1, 1) < Data.LogLikelihood(components) - 1e-5);
        Assert.True(ExactBound(components, 1, 1.05, 1) < Data.LogLikelihood(components) - 1e-5);
        Assert.True(ExactBound(components, 1, 1, 1.05) < Data.LogLikelihood(components) - 1e-5);
    }

    /// <summary>The bound is noise-free there, for ln w does not depend on z: so a single sample must give it.</summary>
    [Fact]
    public void At_the_optimum_the_library_gives_it_too()
    {
        var (model, examples) = (OptimalModel(), Examples);
        var expected = -Data.LogLikelihood(Components);
        Assert.Equal(expected, ModelEvaluation.NegativeLogLikelihood(model, examples, 1, new(3)).Mean, 1e-4);
        Assert.Equal(expected, ModelEvaluation.NegativeLogLikelihood(model, examples, 250, new(3)).Mean, 1e-4);
        var bound = ModelEvaluation.Bound(model, examples, new(3));
        Assert.Equal(expected, bound.Means.Loss, 4 * bound.StandardError);
    }

    [Fact]
    public void Training_from_random_parameters_reaches_the_log_likelihood()
    {
        var options = new VariationalAutoencoderOptions
        {
            Latents = 3, EncoderHidden = [], DecoderHidden = [], Decoder = DecoderKind.GaussianShared, LeastDecoderSigma = 1e-3,
            BatchSize = 100, Epochs = 400, StepSize = Schedule.Cosine(0.02), Samples = 4,
        };
        var (model, seeds) = (VariationalAutoencoder.Create(options, LinearModels.Size, new(1)), new SeedSequence(1));
        var training = new AutoencoderTraining(model, Examples, options, seeds);
        while (!training.IsFinished) training.TrainEpoch();
        var reached = -ModelEvaluation.NegativeLogLikelihood(model, Examples, 500, new(5)).Mean;
        Assert.InRange(reached, Data.LogLikelihood(3) - 0.5, Data.LogLikelihood(3) + 1e-3);
    }

    /// <summary>For Gaussian examples the best linear denoiser is <c>x̂ = μ + S(S + t²I)⁻¹(x̃ − μ)</c>.</summary>
    [Fact]
    public void A_linear_denoiser_becomes_the_wiener_filter()
    {
        const double Noise = 0.7;
        var options = new DenoisingAutoencoderOptions
        {
            Latents = LinearModels.Size, EncoderHidden = [], DecoderHidden = [], Decoder = DecoderKind.Gaussian,
            Corruption = CorruptionKind.Gaussian, CorruptionLevel = Noise, BatchSize = 200, Epochs = 1500, StepSize = Schedule.Cosine(0.01),
        };
        var (model, seeds) = (DenoisingAutoencoder.Create(options, LinearModels.Size, new(1)), new SeedSequence(1));
        var training = new AutoencoderTraining(model, Examples, options, seeds);
        while (!training.IsFinished) training.TrainEpoch();

        float[] atMean = [.. Data.Mean.Select(m => (float)m)];
        var centre = model.Denoise(atMean);
        for (var j = 0; j < LinearModels.Size; j++)
        {
            float[] moved = [.. atMean];
            moved[j] += 1;
            var column = model.Denoise(moved);
            for (var i = 0; i < LinearModels.Size; i++) Assert.Equal(Wiener(i, j, Noise), column[i] - centre[i], 0.03);
        }
    }

    private static double Wiener(int i, int j, double noise) => Enumerable.Range(0, LinearModels.Size).Sum(k =>
        Data.Eigenvectors[i, k] * Data.Eigenvectors[j, k] * Data.Eigenvalues[k] / (Data.Eigenvalues[k] + (noise * noise)));

    /// <summary>The mean bound of the model with W = U(L − σ²I)^½, q(z|x) = N(M⁻¹Wᵀ(x − μ), σ²M⁻¹), all expectations exact.</summary>
    private static double ExactBound(int components, double scaleOfWeights, double scaleOfMeans, double scaleOfNoise)
    {
        var noise = Data.NoiseVariance(components) * scaleOfNoise;
        var sum = -0.5 * LinearModels.Size * Math.Log(2 * Math.PI * noise);
        sum -= 0.5 * Data.Eigenvalues[components..].Sum() / noise;              // what no component reaches
        for (var j = 0; j < components; j++)
        {
            var (lambda, best) = (Data.Eigenvalues[j], Data.NoiseVariance(components));
            var w = Math.Sqrt(lambda - best) * scaleOfWeights;                  // length of column j of W
            var gain = Math.Sqrt(lambda - best) / lambda * scaleOfMeans;        // of the mean along u_j
            var variance = best / lambda;
            var residual = (lambda * Math.Pow(1 - (w * gain), 2)) + (w * w * variance);
            sum -= 0.5 * residual / noise;
            sum -= (0.5 * ((gain * gain * lambda) + variance - 1)) - (0.5 * Math.Log(variance));
        }

        return sum;
    }

    private static VariationalAutoencoder OptimalModel()
    {
        const int Size = LinearModels.Size;
        var noise = Data.NoiseVariance(Components);
        Mlp encoder = new([Size, 2 * Components]), decoder = new([Components, Size]);
        for (var j = 0; j < Components; j++)
        {
            var lambda = Data.Eigenvalues[j];
            for (var i = 0; i < Size; i++)
            {
                var u = Data.Eigenvectors[i, j];
                encoder.Layer(0).Weights[(i * 2 * Components) + j] = (float)(Math.Sqrt(lambda - noise) / lambda * u);
                decoder.Layer(0).Weights[(j * Size) + i] = (float)(Math.Sqrt(lambda - noise) * u);
            }

            for (var i = 0; i < Size; i++)
                encoder.Layer(0).Bias[j] -= (float)(Math.Sqrt(lambda - noise) / lambda * Data.Eigenvectors[i, j] * Data.Mean[i]);
            encoder.Layer(0).Bias[Components + j] = (float)Math.Log(noise / lambda);
        }

        for (var i = 0; i < Size; i++) decoder.Layer(0).Bias[i] = (float)Data.Mean[i];
        return new(encoder, new FreeOutputs(decoder, 1, (float)(0.5 * Math.Log(noise))), new SharedGaussianLikelihood(Size, 1e-3), new());
    }
}
