#:project ../src/Pathwise/Pathwise.csproj
// A variational autoencoder learns what bars look like, from 2,000 noisy pictures of 8 × 8:   dotnet run -c Release examples/small-vae.cs
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Randomness;

var rng = new Rng(1);
var pixels = new float[2000 * 64];
for (var image = 0; image < 2000; image++)
{
    var (isRow, place) = (rng.NextInt32(2) == 0, rng.NextInt32(8));
    for (var i = 0; i < 64; i++) pixels[(image * 64) + i] = (isRow ? i / 8 : i % 8) == place ^ rng.NextDouble() < 0.02 ? 1 : 0;
}

var bars = new ExampleMatrix(pixels, size: 64);
var seeds = new SeedSequence(1);
var options = new VariationalAutoencoderOptions { Latents = 4, EncoderHidden = [64], DecoderHidden = [64], BatchSize = 50, Epochs = 40 };
var model = VariationalAutoencoder.Create(options, bars.Size, seeds);
var training = new AutoencoderTraining(model, bars, options, seeds);

while (!training.IsFinished)
    if (training.TrainEpoch() is { Epoch: 1 or 10 or 40 } report)
        Console.WriteLine($"epoch {report.Epoch}: {report.Means.Reconstruction:F2} + {report.Means.Divergence:F2} nats");

Console.WriteLine($"-ln p(x) = {ModelEvaluation.NegativeLogLikelihood(model, bars, samples: 50, new(2)).Mean:F2} nats; four new ones:");
var drawn = model.Sample(rows: 4, ref rng);
for (var row = 0; row < 8; row++)
    Console.WriteLine(string.Join("   ", Enumerable.Range(0, 4).Select(image => string.Concat(
        drawn[(64 * image + 8 * row)..(64 * image + 8 * row + 8)].Select(p => p > 0.5f ? '█' : p > 0.2f ? '░' : '·')))));
