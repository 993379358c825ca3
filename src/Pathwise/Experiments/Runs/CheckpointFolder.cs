using System.Globalization;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>The checkpoints of a run: pairs of a safetensors file and a JSON file with one stem.</summary>
/// <remarks>
/// <para>The JSON file comes last and goes first, so a checkpoint is there as soon as it is whole. Kept are the last of
/// those that come at intervals, the one of an interruption until another follows, and the final one.</para>
/// <para>Beside them the best policy is kept, which holds what acting needs; and the best before it, until a checkpoint
/// follows, because a run that is killed meanwhile goes on from before the new one.</para>
/// </remarks>
internal sealed class CheckpointFolder(string folder, int kept = 2)
{
    private readonly SafetensorsWriter _writer = new();

    internal bool IsFilled => Latest() is not null;

    internal bool HasBest => Best() is not null;

    /// <summary>The steps of those that can be gone on from, in their order.</summary>
    internal IReadOnlyList<long> Steps =>
        [.. Entries().Where(IsResumable).Select(entry => entry.Step).Distinct().Order()];

    internal void Write(CheckpointKind kind, Checkpoint checkpoint, ISaved state)
    {
        _writer.Clear();
        state.Save(_writer);
        using var arrays = new MemoryStream();
        _writer.Save(arrays);

        var stem = Path.Combine(folder, StemOf(kind, checkpoint.Step));
        var json = checkpoint.ToBytes(arrays.GetBuffer().AsSpan(0, (int)arrays.Length));
        Make();
        AtomicFile.Write(stem + ".safetensors", arrays.WriteTo);
        AtomicFile.Write(stem + ".json", stream => stream.Write(json));
        Prune(new(kind, checkpoint.Step));
    }

    /// <summary>Reads the newest checkpoint.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="BadInputException">It was altered or cut short.</exception>
    internal (Checkpoint Counters, SafetensorsReader Arrays)? ReadLatest() => Read(Latest());

    /// <summary>Reads the best policy.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="BadInputException">It was altered or cut short.</exception>
    internal (Checkpoint Counters, SafetensorsReader Arrays)? ReadBest() => Read(Best());

    /// <summary>Reads the checkpoint at a step.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="BadInputException">It was altered or cut short.</exception>
    internal (Checkpoint Counters, SafetensorsReader Arrays)? ReadAt(long step) => Read(Resumable(step, step));

    /// <summary>Removes the best policies that a run which goes on from a step has not come to yet.</summary>
    internal void ForgetBestAfter(long step) =>
        Remove(Entries().Where(entry => entry.Kind == CheckpointKind.Best && entry.Step > step));

    private static bool IsResumable(Entry entry) => entry.Kind != CheckpointKind.Best;

    private (Checkpoint Counters, SafetensorsReader Arrays)? Read(Entry? entry)
    {
        if (entry is not { } found) return null;
        var stem = Path.Combine(folder, StemOf(found.Kind, found.Step));
        var (path, json) = (stem + ".safetensors", stem + ".json");
        try
        {
            if (!File.Exists(path)) throw new BadInputException(
                $"The checkpoint '{json}' has lost its file '{path}'; put it back, or remove the checkpoint.");
            var arrays = File.ReadAllBytes(path);
            return (Checkpoint.Read(File.ReadAllBytes(json), arrays, json), new(arrays, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The checkpoint '{json}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private void Make()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(folder, e);
        }
    }

    private Entry? Latest() => Resumable(0, long.MaxValue);

    private Entry? Resumable(long from, long to) =>
        Entries()
            .Where(entry => IsResumable(entry) && entry.Step >= from && entry.Step <= to)
            .OrderBy(entry => entry.Step)
            .ThenBy(entry => entry.Kind == CheckpointKind.Interrupted ? -1 : (int)entry.Kind)
            .Select(entry => (Entry?)entry).LastOrDefault();

    private Entry? Best(long to = long.MaxValue) =>
        Entries().Where(entry => entry.Kind == CheckpointKind.Best && entry.Step <= to)
            .OrderBy(entry => entry.Step).Select(entry => (Entry?)entry).LastOrDefault();

    private void Prune(Entry written)
    {
        var entries = Entries().ToArray();
        var resumable = written.Kind == CheckpointKind.Best
            ? entries.Where(IsResumable)
            : entries.Where(entry => entry.Kind == CheckpointKind.Step && entry.Step <= written.Step)
                .OrderByDescending(entry => entry.Step).Take(kept);
        var best = written.Kind == CheckpointKind.Best ? Best(Latest()?.Step ?? -1) : Best(written.Step);
        var spared = resumable.Append(written).Append(best ?? written).ToHashSet();
        Remove(entries.Where(entry => !spared.Contains(entry)));
    }

    /// <summary>Removes checkpoints, and what was never finished.</summary>
    private void Remove(IEnumerable<Entry> entries)
    {
        if (!Directory.Exists(folder)) return;
        try
        {
            foreach (var entry in entries.ToArray())
                File.Delete(Path.Combine(folder, StemOf(entry.Kind, entry.Step) + ".json"));
            var stems = Entries().Select(entry => StemOf(entry.Kind, entry.Step)).ToHashSet(StringComparer.Ordinal);
            foreach (var path in Directory.EnumerateFiles(folder, "*.safetensors"))
                if (!stems.Contains(Path.GetFileNameWithoutExtension(path)))
                    File.Delete(path);
            foreach (var path in Directory.EnumerateFiles(folder, "*.part")) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(folder, e);
        }
    }

    private IEnumerable<Entry> Entries()
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            var parts = Path.GetFileNameWithoutExtension(path).Split('-');
            if (parts.Length == 2 && Enum.TryParse<CheckpointKind>(parts[0], ignoreCase: true, out var kind)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var step))
                yield return new(kind, step);
        }
    }

#pragma warning disable CA1308 // File names are in lower case.
    private static string StemOf(CheckpointKind kind, long step) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()}-{step:D12}");
#pragma warning restore CA1308

    private readonly record struct Entry(CheckpointKind Kind, long Step);
}
