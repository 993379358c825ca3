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
    private readonly Dictionary<string, ChildResult> _known = new(StringComparer.Ordinal);
    private readonly string _path, _settings;
    private readonly FileStream _file;

    internal RetrainingJournal(SearchRun run, string settings)
    {
        (_path, _settings) = (Path.Combine(run.Folder, "retrained.jsonl"), settings);
        try
        {
            _file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(_path, e);
        }

        try
        {
            Read(run.Space);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    internal ChildResult? Find(Genotype genotype, bool isTop, int seed)
    {
        lock (_lock) return _known.GetValueOrDefault(Key(genotype.ToString(), isTop, seed, _settings));
    }

    internal ChildResult Add(Genotype genotype, bool isTop, int seed, ChildResult result)
    {
        var line = JsonNode.Parse(ChildLine.Write(new(seed, 0, genotype, result, 0, null)))!.AsObject();
        line.Insert(0, "settings", _settings);
        line.Insert(0, "group", isTop ? "top" : "random");
        lock (_lock)
        {
            try
            {
                _file.Write(Encoding.UTF8.GetBytes(line.ToJsonString(ChildLine.Plain) + "\n"));
                _file.Flush(flushToDisk: true);
            }
            catch (IOException e)
            {
                throw AtomicFile.CannotWrite(_path, e);
            }
        }

        return result;
    }

    public void Dispose() => _file.Dispose();

    private static string Key(string genotype, bool isTop, int seed, string settings) =>
        $"{(isTop ? "top" : "random")} {seed} {genotype} {settings}";

    private void Read(ISearchSpace space)
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
        var number = 0;
        var text = Encoding.UTF8.GetString(bytes, 0, whole);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            try
            {
                using var json = JsonDocument.Parse(line);
                var isTop = json.RootElement.Required("group").GetString() == "top";
                var settings = json.RootElement.Required("settings").GetString() ?? "";
                var child = ChildLine.Read(line, space);
                _known[Key(child.Genotype.ToString(), isTop, child.Index, settings)] = child.Result;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
                or BadInputException)
            {
                throw new BadInputException(
                    $"Line {number} of the journal '{_path}' is damaged: {e.Message.TrimEnd('.')}.", e);
            }
        }
    }
}
