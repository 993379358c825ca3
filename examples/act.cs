#:project ../src/Pathwise/Pathwise.csproj
// A policy leaves its run as one small file, and acts without it:   dotnet run -c Release examples/act.cs
using Pathwise.Environments;
using Pathwise.Experiments.Runs;
using Pathwise.PolicyGradients;
using Pathwise.Policies;

var folder = Directory.CreateTempSubdirectory("pathwise-").FullName;
try
{
    // Learn: pathwise train reinforce-baseline CartPole-v1 does the same.
    var options = new ReinforceWithBaselineOptions { Gamma = 0.99, Episodes = 4, Normalize = true };
    var run = Run.Create(Path.Combine(folder, "run"), new("reinforce-baseline", "CartPole-v1", new(60_000)) { Options = options });
    run.Train();

    // Leave: pathwise export RUN --policy cartpole.safetensors does the same.
    var file = Path.Combine(folder, "cartpole.safetensors");
    PolicyFile.Save(run.LoadPolicy(), file);

    // Act: any number of threads may share one policy.
    TrainedPolicy policy = PolicyFile.Load(file);
    var environment = (IEnvironment<int>)EnvironmentRegistry.Standard.Find("CartPole-v1").Make();
    var observation = new float[environment.ObservationSpace.Size];
    environment.Reset(observation, seed: 1);
    for (var (steps, isOver) = (1, false); !isOver; steps++)
    {
        var action = policy.Act(observation);
        isOver = environment.Step([action], observation).EndsEpisode;
        if (isOver) Console.WriteLine($"{new FileInfo(file).Length:N0} bytes balanced the pole for {steps} steps");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
