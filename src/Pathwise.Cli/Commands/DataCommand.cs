using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.Cli.Data;
using Pathwise.Cli.Display;
using Pathwise.Datasets;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise data</c>: what data sets there are, fetched and checked.</summary>
internal static class DataCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) =>
        new("data", "Data sets: show those that are known, fetch them from their official addresses, check them.")
        {
            List(context), Get(context), Check(context),
        };

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "Show the data sets that are known, and whether they are here.");
        command.SetAction(parsed => ListCommand.Write(context.For(parsed),
            [.. context.Catalogue.Datasets.Select(ToJson)], ["id", "images", "shape", "licence", "isHere", "title"]));
        return command;
    }

    private static Command Get(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "A data set; see 'pathwise data list'" };
        var folder = new Option<string>("--to")
        {
            Description = "The folder to put the set's folder into; default: the one that PATHWISE_DATA names, or "
                + "the user's own",
            HelpName = "folder",
        };
        var command = new Command("get", "Fetch a data set and check its sums; what was begun is gone on with.")
        {
            name, folder,
        };
        command.SetAction(parsed => Get(
            context.For(parsed), Find(context, parsed.GetRequiredValue(name)), parsed.GetValue(folder)));
        return command;
    }

    private static Command Check(CommandContext context)
    {
        var names = new Argument<string[]>("name")
        {
            Description = "Data sets; default: all that are here",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("check", "Compute the sums of data sets' files, and compare them with the official.")
        {
            names,
        };
        command.SetAction(parsed =>
        {
            var sets = parsed.GetValue(names) is { Length: > 0 } given
                ? given.Select(id => Find(context, id))
                : context.Catalogue.Datasets.Where(set => set.IsHere);
            return Check(context.For(parsed), [.. sets]);
        });
        return command;
    }

    private static int Get(CommandContext context, KnownDataset set, string? to)
    {
        if (!set.CanBeFetched) throw new BadInputException(set.IsHere
            ? $"The data set '{set.Id}' is bundled and here; there is nothing to fetch."
            : $"The data set '{set.Id}' is bundled with the project and cannot be fetched; install the project anew.");
        var folder = Path.Combine(Path.GetFullPath(to ?? DataFolders.Own), set.Id);
        var files = new JsonArray();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("pathwise");
        foreach (var file in set.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var download = new Download(client, file, folder);
            var place = to is null ? FindRight(set, file) : IsRight(file, download.Target) ? download.Target : null;
            var isFetched = place is null;
            if (isFetched)
            {
                context.Terminal.Error.WriteLine($"fetching {file.Address}");
                FractionDisplay.Show(context, progress =>
                {
                    download.Run(progress, context.Cancellation).GetAwaiter().GetResult();
                    return true;
                });
            }

            files.Add((JsonNode)new JsonObject { ["file"] = place ?? download.Target, ["isFetched"] = isFetched });
            if (!context.IsJson) context.Terminal.Output.WriteLine(
                $"{Wording.Path(place ?? download.Target)}: {(isFetched ? "fetched" : "was here")}, "
                + $"{file.SumKind} right");
        }

        if (context.IsJson) context.Terminal.WriteJson(new JsonObject { ["id"] = set.Id, ["files"] = files });
        return ExitCode.Done;
    }

    private static int Check(CommandContext context, KnownDataset[] sets)
    {
        var entries = new List<JsonObject>();
        foreach (var set in sets)
            foreach (var file in set.Files)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var (form, path) = file.Find(set.Id) is { } found ? (found.Form, found.Path) : (file, null);
                entries.Add(new()
                {
                    ["id"] = set.Id,
                    ["file"] = path ?? form.Name,
                    ["sum"] = form.SumKind,
                    ["state"] = path is null ? "missing" : IsRight(form, path) ? "right" : "wrong",
                });
            }

        ListCommand.Write(context, [.. entries], ["id", "state", "sum", "file"]);
        return entries.TrueForAll(entry => (string?)entry["state"] == "right") ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Where a file lies whose sum is right; null if it must be fetched.</summary>
    private static string? FindRight(KnownDataset set, DatasetFile file) =>
        file.Find(set.Id) is { } found && IsRight(found.Form, found.Path) ? found.Path : null;

    /// <summary>Whether a file is there, can be read and has its sum.</summary>
    private static bool IsRight(DatasetFile file, string path)
    {
        try
        {
            return file.IsRight(path);
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private static KnownDataset Find(CommandContext context, string id) =>
        context.Catalogue.Datasets.FirstOrDefault(set => set.Id == id)
        ?? throw BadInputException.Unknown("data set", id, [.. context.Catalogue.Datasets.Select(set => set.Id)]);

    private static JsonObject ToJson(KnownDataset set) => new()
    {
        ["id"] = set.Id,
        ["title"] = set.Title,
        ["images"] = set.Parts.Values.Sum(),
        ["parts"] = new JsonObject(set.Parts.Select(part =>
            KeyValuePair.Create(part.Key.ToString().ToLowerInvariant(), (JsonNode?)part.Value))),
        ["shape"] = set.Shape.ToString(),
        ["licence"] = set.Licence,
        ["source"] = set.Source,
        ["isHere"] = set.IsHere,
        ["files"] = Json.Array(set.Files.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["address"] = file.Address?.AbsoluteUri,
            [file.SumKind == "MD5" ? "md5" : "sha256"] = file.Sum,
            ["sumOf"] = file.SumOf.ToString().ToLowerInvariant(),
        })),
    };
}
