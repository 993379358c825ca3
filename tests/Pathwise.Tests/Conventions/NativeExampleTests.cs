using System.Diagnostics;
using System.Globalization;
using Pathwise.Environments;
using Pathwise.Experiments.Runs;
using Pathwise.Policies;
using Pathwise.Tests.Experiments.Runs;

namespace Pathwise.Tests.Conventions;

/// <summary>The example that is compiled ahead of time is published and run: no warning of what trimming could break, and the same
/// episodes as here, with the policy that it carries and with a run's.</summary>
public sealed class NativeExampleTests
{
    private const long MostBytes = 6_000_000;

    private static readonly string Example = Path.Combine(Repository.Root, "examples", "native-aot");

    [Fact]
    public void A_native_program_acts_as_its_policy_does_here()
    {
        using var folder = new TemporaryFolder();
        var (code, output) = Run("dotnet", "publish", Example, "-c", "Release", "-o", folder.Path, "-nologo");
        if (code != 0 && WhatIsMissing(output) is { } missing) Assert.Skip(missing);
        Assert.True(code == 0, output);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);

        var program = Path.Combine(folder.Path, OperatingSystem.IsWindows() ? "cartpole.exe" : "cartpole");
        Assert.InRange(new FileInfo(program).Length, 1, MostBytes);
        MustPlay(PolicyFile.Load(Path.Combine(Example, "cartpole.safetensors")), Run(program));

        var run = Pathwise.Experiments.Runs.Run.Create(folder.In("run"), new("a2c", "CartPole-v1", new(1000)));
        run.Train();
        MustPlay(run.LoadPolicy(), Run(program, run.Folder));
    }

    /// <summary>The lines that the program writes of ten episodes, seeded 0 to 9.</summary>
    private static void MustPlay(TrainedPolicy policy, (int Code, string Output) ran)
    {
        Assert.True(ran.Code == 0, ran.Output);
        var lines = ran.Output.ReplaceLineEndings("\n").Split('\n');
        var environment = (IEnvironment<int>)EnvironmentRegistry.Standard.Find("CartPole-v1").Make();
        var observation = new float[4];
        for (var episode = 0; episode < 10; episode++)
        {
            environment.Reset(observation, (ulong)episode);
            var total = 0.0;
            for (var isOver = false; !isOver;)
            {
                var step = environment.Step([policy.Act(observation)], observation);
                (total, isOver) = (total + step.Reward, step.EndsEpisode);
            }

            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"episode {episode}: {total}"), lines[1 + episode]);
        }
    }

    /// <summary>What a machine may lack to compile to native code: its linker, or the compiler's package; null if it failed otherwise.</summary>
    private static string? WhatIsMissing(string output) =>
        output.Contains("Platform linker", StringComparison.Ordinal)
            ? "This machine has no linker (clang or gcc, or Visual C++), which native programs are made with."
        : output.Contains("ILCompiler", StringComparison.Ordinal) && output.Contains("error NU1", StringComparison.Ordinal)
            ? "The package of the native compiler, Microsoft.DotNet.ILCompiler, cannot be restored here."
        : null;

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
