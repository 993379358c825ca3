#:project ../src/Pathwise/Pathwise.csproj
#:project ../src/Pathwise.Testing/Pathwise.Testing.csproj

// An environment of one's own is its rules: how states begin, change and are seen. The rest (seeds, time limits, batches,
// checkpoints, pictures) comes with them. Run with: dotnet run -c Release examples/custom-environment.cs
using Pathwise.Environments;
using Pathwise.Environments.Drawing;
using Pathwise.Experiments;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;
using Pathwise.Testing;

var rules = new Thermostat();
var spec = new EnvironmentSpec("Thermostat-v0") { MaxEpisodeSteps = 48, Summary = "Keep a room at 20 degrees." };

// Does it keep the contract?
var report = EnvironmentConformance.Check(rules, spec);
Console.WriteLine(report);
report.ThrowIfAny();

// One day in it, heating at random.
var environment = rules.Simulate(spec);
var rng = new Rng(1);
var observation = new float[environment.ObservationSpace.Size];
var action = new int[1];
var total = 0.0;
Step step;
environment.Reset(observation, seed: 1);
do
{
    environment.ActionSpace.Sample(action, ref rng);
    step = environment.Step(action, observation);
    total += step.Reward;
}
while (!step.EndsEpisode);
Console.WriteLine($"A day of random heating: {environment.ElapsedSteps} steps, return {total:F1}, {observation[0]:F1} degrees at last.");

// What it looks like now, in the terminal.
var picture = new TextCanvas(columns: 24, rows: 6);
environment.Draw(picture);
Console.Write(picture);

// Learning in it takes no more than a name.
var thermostat = EnvironmentRegistry.Empty.Register<Thermostat, double, int>(spec, rules).Find("Thermostat-v0");
var seeds = new SeedSequence(1);
var options = new ReinforceWithBaselineOptions { Episodes = 8, Normalize = true, NormalizeObservations = true };
var learner = ReinforceWithBaseline.Create(thermostat, options, seeds, horizon: 100_000);
while (learner.Steps < 100_000) learner.Learn();
Console.WriteLine($"After {learner.Episodes:N0} days of learning: return {Evaluation.Of(learner, thermostat, seeds).Mean:F1}.");

/// <summary>A room that cools down; each half hour the heating is off (0) or on (1), and a draught is random.</summary>
internal readonly struct Thermostat : IDynamics<double, int>
{
    private static readonly Box Temperature = new(-50, 80, 1);
    private static readonly Discrete OffOrOn = new(2);

    public Space ObservationSpace => Temperature;

    public Space ActionSpace => OffOrOn;

    public double Reset(ref Rng rng) => rng.NextUniform(10, 15);

    public Step Advance(ref double degrees, ReadOnlySpan<int> action, ref Rng rng)
    {
        degrees += (action[0] == 1 ? 2.0 : 0.0) - (0.1 * (degrees - 5)) + (0.2 * rng.NextNormal());
        return new(Reward: -Math.Abs(degrees - 20), Terminated: degrees is < 0 or > 40);
    }

    public void Observe(in double degrees, Span<float> observation) => observation[0] = (float)degrees;

    public void Draw(in double degrees, ICanvas canvas)
    {
        canvas.View(0, 0, 4, 4);
        canvas.Line([new(2, 0.5), new(2, 3.5)], 0.5, Ink.Grey);
        canvas.Circle(new(2, 0.5), 0.5, Ink.Red);
        canvas.Line([new(2, 0.5), new(2, 0.5 + (3 * Math.Clamp(degrees / 40, 0, 1)))], 0.5, Ink.Red);
        canvas.Text(new(3, 2), 0.5, $"{degrees:F0}", Ink.Black);
    }
}
