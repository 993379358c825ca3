using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>The file <c>retrained.jsonl</c>: a line for each training of a network after the search, in the order in
/// which they ended.</summary>
/// <remarks>A line is that of a <see cref="ChildLine"/> whose child is the seed, with the group and the settings
/// before it.</remarks>
internal sealed class RetrainingJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Training, ChildResult> _known = [];
    private readonly string _settings;
    private readonly JournalFile<(Training Training, Child Child)> _file;

    internal RetrainingJournal(SearchRun run, string settings)
    {
        _settings = settings;
        _file = new(
            Path.Combine(run.Folder, "retrained.jsonl"), new(line => Read(line, run.Space), Write),
            TimeProvider.System);
        foreach (var (training, child) in _file.Lines) _known[training] = child.Result;
    }

    internal ChildResult? Find(Genotype genotype, bool isTop, int seed)
    {
        lock (_lock) return _known.GetValueOrDefault(new(isTop, seed, genotype.ToString(), _settings));
    }

    internal ChildResult Add(Genotype genotype, bool isTop, int seed, ChildResult result)
    {
        lock (_lock)
        {
            _file.Write((new(isTop, seed, genotype.ToString(), _settings), new(seed, 0, genotype, result, 0, null)));
            _file.Flush();
        }

        return result;
    }

    public void Dispose() => _file.Dispose();

    private static byte[] Write((Training Training, Child Child) line)
    {
        var json = JsonNode.Parse(ChildLine.Write(line.Child))!.AsObject();
        json.Insert(0, "settings", line.Training.Settings);
        json.Insert(0, "group", line.Training.IsTop ? "top" : "random");
        return Encoding.UTF8.GetBytes(json.ToJsonString(ChildLine.Plain) + "\n");
    }

    private static (Training Training, Child Child) Read(string line, ISearchSpace space)
    {
        var child = ChildLine.Read(line, space);
        try
        {
            using var json = JsonDocument.Parse(line);
            var isTop = json.RootElement.Required("group").GetString() == "top";
            var settings = json.RootElement.Required("settings").GetString() ?? "";
            return (new(isTop, child.Index, child.Genotype.ToString(), settings), child);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new BadInputException($"it is no line about a training: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>What a training is known by.</summary>
    private readonly record struct Training(bool IsTop, int Seed, string Genotype, string Settings);
}
