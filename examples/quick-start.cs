#:project ../src/Pathwise/Pathwise.csproj
// REINFORCE with baseline learns to balance a pole, from nothing:   dotnet run -c Release examples/quick-start.cs
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

var cartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");
var seeds = new SeedSequence(1);
var options = new ReinforceWithBaselineOptions { Gamma = 0.99, Episodes = 4, Normalize = true };
var learner = ReinforceWithBaseline.Create(cartPole, options, seeds, horizon: 100_000);

while (learner.Steps < 100_000) learner.Learn();

var evaluation = Evaluation.Of(learner, cartPole, seeds);
Console.WriteLine($"{evaluation.Episodes} episodes: {evaluation.Mean:F1} ± {evaluation.Std:F1}, solved: {evaluation.IsSolved}");
