// A trained policy in a program without a runtime:   dotnet publish -c Release -o out examples/native-aot && out/cartpole
using System.Diagnostics;
using Pathwise.Environments;
using Pathwise.Experiments.Runs;
using Pathwise.Policies;

// The policy is an asset of the program; a run's folder, or another policy file, may be given in its place.
var policy = args switch
{
    [] => PolicyFile.Load(Asset("cartpole.safetensors"), "cartpole.safetensors"),
    [var folder, ..] when Directory.Exists(folder) => Run.Open(folder).LoadPolicy(),
    [var file, ..] => PolicyFile.Load(file),
};
var origin = policy.Parts.Origin ?? throw new InvalidOperationException("The policy does not say where it learned.");
Console.WriteLine($"{origin.Algorithm} on {origin.Environment}, {origin.Steps} steps, {policy.ActionSpace}");

var environment = (IEnvironment<int>)EnvironmentRegistry.Standard.Find(origin.Environment).Make();
var observation = new float[environment.ObservationSpace.Size];
for (var episode = 0; episode < 10; episode++) Console.WriteLine($"episode {episode}: {Play((ulong)episode)}");

const int Actions = 1000;
var (best, sum) = (double.MaxValue, 0);
for (var repetition = 0; repetition < 50; repetition++)
{
    var begin = Stopwatch.GetTimestamp();
    for (var i = 0; i < Actions; i++) sum += policy.Act(observation);
    best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalMicroseconds / Actions);
}

Console.WriteLine($"{best:F2} µs per action (the checksum is {sum})");

double Play(ulong seed)
{
    environment.Reset(observation, seed);
    for (var total = 0.0; ;)
    {
        var step = environment.Step([policy.Act(observation)], observation);
        total += step.Reward;
        if (step.EndsEpisode) return total;
    }
}

static byte[] Asset(string name)
{
    using var stream = typeof(Program).Assembly.GetManifestResourceStream(name)!;
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}
