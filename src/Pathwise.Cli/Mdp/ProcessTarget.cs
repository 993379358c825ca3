using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures;

namespace Pathwise.Cli.Mdp;

/// <summary>A finite process that a command line names: an environment's, or a file's.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Process">The process.</param>
/// <param name="Grid">How its states lie in the plane; null where they do not.</param>
internal sealed record ProcessTarget(string Name, FiniteMdp Process, GridLayout? Grid)
{
    private const string Ending = ".json";

    /// <summary>A name that a file can have.</summary>
    public string FileName => Path.GetFileNameWithoutExtension(Name.Replace('/', '-'));

    /// <summary>Finds it.</summary>
    /// <param name="catalogue">The environments there are.</param>
    /// <param name="name">An environment's name, or a file that ends in .json.</param>
    /// <param name="arguments">The environment's arguments, <c>name=value</c>.</param>
    /// <exception cref="BadInputException">There is none, or it has no finite table.</exception>
    public static ProcessTarget Find(Catalogue catalogue, string name, IReadOnlyList<string> arguments)
    {
        if (name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
        {
            if (arguments.Count > 0)
                throw new BadInputException(
                    $"A process from a file has no arguments; '{arguments[0]}' is for environments.");
            return new(name, FiniteMdpFile.Read(name), null);
        }

        var entry = catalogue.Environments.Find(name);
        foreach (var text in arguments)
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
                throw new BadInputException($"--env takes name=value, such as slippery=false, not '{text}'.");
            entry = entry.With(text[..sign], ArgumentValue.Parse(text[(sign + 1)..]));
        }

        return entry.Process is { } process
            ? new(entry.Spec.Id, process, entry.Grid)
            : throw new BadInputException(
                $"{entry.Spec.Id} has no finite table, so it cannot be solved exactly; "
                + $"there are: {string.Join(", ", Finite(catalogue))}.");
    }

    /// <summary>Draws its solution, as it is best seen.</summary>
    /// <returns>Null if there are too many states.</returns>
    public Picture? Draw(string title, FiniteMdp process, ProcessSolution solution) => (Name, process.States) switch
    {
        ("Blackjack-v1", BlackjackPicture.States) =>
            BlackjackPicture.Draw(title, solution.Values, solution.OptimalActions),
        ("JacksCarRental-v0", CarRentalPicture.States) =>
            CarRentalPicture.Draw(title, solution.Values, solution.OptimalActions),
        ("Taxi-v4", TaxiPicture.States) =>
            TaxiPicture.Draw(title, process, solution.Values, solution.OptimalActions),
        _ => ProcessPicture.Draw(title, process, solution.Values, solution.OptimalActions, Grid),
    };

    private static IEnumerable<string> Finite(Catalogue catalogue) =>
        catalogue.Environments.Entries.Where(entry => entry.Process is not null).Select(entry => entry.Spec.Id);
}
