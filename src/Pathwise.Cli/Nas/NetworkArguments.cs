using System.CommandLine;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.Cli.Nas;

/// <summary>How commands name a network.</summary>
internal static class NetworkArguments
{
    /// <summary>The network.</summary>
    public static Argument<string> Network() => new("network")
    {
        Description = "A published network, as efficientnet-b0; or an architecture, as nasbench201:421211, nasnet:… or "
            + "toy:…; or a JSON file with one",
    };

    /// <summary>Images, classes and size.</summary>
    public static Option<string[]> Settings() => new("--set")
    {
        Description = "Set what an architecture leaves open; may be repeated: "
            + string.Join(", ", BlueprintOptions.Settings.All.Select(setting => setting.Name)),
        HelpName = "name=value",
    };
}
