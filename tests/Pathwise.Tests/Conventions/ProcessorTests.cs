using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Pathwise.Tests.Conventions;

/// <summary>The kernels' tests once more on lesser processors: this program starts itself with instructions switched off.</summary>
public sealed partial class ProcessorTests
{
    private const string IsChild = "PATHWISE_TESTS_CHILD";

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]      // no vector instructions at all
    [InlineData("DOTNET_EnableAVX512")]           // AVX2 at most
    public async Task Kernels_pass_their_tests_without_some_instructions(string variable)
    {
        if (Environment.GetEnvironmentVariable(IsChild) is not null) return;

        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(ProcessorTests).Assembly.Location);
        foreach (var argument in new[] { "-namespace", "Pathwise.Tests.Numerics", "-namespace", "Pathwise.Tests.Networks", "-noColor" })
            start.ArgumentList.Add(argument);
        start.Environment[variable] = "0";
        start.Environment[IsChild] = "1";

        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0, output + await errors);
        Assert.Matches(Total(), output);
    }

    [GeneratedRegex("Total: [1-9][0-9]*, Errors: 0, Failed: 0")]
    private static partial Regex Total();
}
