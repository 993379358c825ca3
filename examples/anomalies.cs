#:project ../src/Pathwise/Pathwise.csproj
// A model of all digits but fours finds the fours, and says which pixels are strange:   dotnet run -c Release examples/anomalies.cs
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;
using Pathwise.Randomness;

var (seeds, rng) = (new SeedSequence(1), new Rng(1));
var digits = Digits.Load();                                                             // 1797 of 8 × 8
Dataset Only(Predicate<int> isWanted) => digits.Select(
    [.. Enumerable.Range(0, digits.Count).Where(i => isWanted(digits.Labels[i]))], DataSplit.Train);
var (known, heldOut) = Only(label => label != 4).HoldOut(600, DataSplit.Test, ref rng);
var fours = Only(label => label == 4);

var options = new VariationalAutoencoderOptions { Latents = 10, EncoderHidden = [128], DecoderHidden = [128], Epochs = 100 };
var model = VariationalAutoencoder.Create(options, known.Size, seeds);
var training = new AutoencoderTraining(model, known, options, seeds);
while (!training.IsFinished) training.TrainEpoch();

var score = new RatioScore(new BoundScore(model), new EntropyScore());                  // nats beyond what grey levels cost anyway
var detector = AnomalyDetector.Calibrate(score, heldOut, rate: 0.05, seeds);
var scores = score.Of(fours, seeds);
var area = Auroc.Of([.. detector.FreshScores], scores);
Console.WriteLine($"false alarms: {detector.FalseAlarms:P1} ± {detector.FalseAlarmsError:P1}, asked: {detector.Threshold.Asked:P1}");
Console.WriteLine($"fours found: {detector.Threshold.Rate(scores):P1}, AUROC {area.Value:F3} ± {area.StandardError:F3}");

var strangest = Array.IndexOf(scores, scores.Max());
var parts = score.Attribute(fours, strangest, seeds).Pixels;
for (var row = 0; row < 8; row++)
    Console.WriteLine(string.Concat(parts[(8 * row)..((8 * row) + 8)].Select(nats => nats > 2 ? '█' : nats > 0.5 ? '░' : '·')));
