using System.Reflection;
using PublicApiGenerator;

namespace Pathwise.Tests.Conventions;

/// <summary>Compares an assembly's public members with the file that was agreed on.</summary>
/// <remarks>With <c>PATHWISE_ACCEPT_API=1</c> in the environment, the file is written anew instead.</remarks>
internal static class PublicApiSnapshot
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    public static void AssertAccepted(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        var received = assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var file = Path.Combine(Repository.Root, "tests", "Pathwise.Tests", "Conventions", "PublicApi", name + ".txt");
        if (Environment.GetEnvironmentVariable("PATHWISE_ACCEPT_API") == "1") File.WriteAllText(file, received);

        var accepted = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (received == accepted) return;

        var receivedFile = Path.Combine(AppContext.BaseDirectory, name + ".received.txt");
        File.WriteAllText(receivedFile, received);
        var (lost, gained) = (Lines(accepted).Except(Lines(received)), Lines(received).Except(Lines(accepted)));
        Assert.Fail($"""
            The public members of {name} are not those of {Repository.Relative(file)}.
            If that is meant, accept them: PATHWISE_ACCEPT_API=1 dotnet test -c Release
            They are in {receivedFile}; the first differences:
            {string.Join('\n', lost.Select(line => "- " + line.Trim()).Concat(gained.Select(line => "+ " + line.Trim())).Take(20))}
            """);
    }

    private static string[] Lines(string text) => text.Split('\n');
}
