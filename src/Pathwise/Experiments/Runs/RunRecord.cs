using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>A run's folder and manifest, and how what happens to it is noted: what the runs of agents and of
/// autoencoders have in common.</summary>
internal sealed class RunRecord
{
    private RunRecord(RunFolder folder, Manifest manifest) => (Folder, Manifest) = (folder, manifest);

    /// <summary>Where it lies.</summary>
    internal RunFolder Folder { get; }

    /// <summary>What it is, and how far it has come.</summary>
    internal Manifest Manifest { get; private set; }

    /// <summary>Makes the folder and writes the manifest.</summary>
    /// <exception cref="BadInputException">The folder cannot be written, or holds a run already.</exception>
    internal static RunRecord Begin(string folder, Manifest manifest)
    {
        var place = new RunFolder(folder);
        place.Make();
        using var taken = place.Lock();
        if (File.Exists(place.Manifest)) throw RunFolder.HoldsRun(place.Path);
        ManifestFile.Write(place.Manifest, manifest);
        return new(place, manifest);
    }

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="BadInputException">There is no run, or it is damaged or of a newer version.</exception>
    internal static RunRecord Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var place = new RunFolder(folder);
        if (!Directory.Exists(place.Path)) throw new BadInputException($"There is no folder '{folder}'.");
        if (!File.Exists(place.Manifest))
            throw new BadInputException($"The folder '{folder}' holds no run, for it has no manifest.json.");
        return new(place, ManifestFile.Read(place.Manifest));
    }

    /// <summary>Goes on with the training while nobody else can, and notes how that ended, even if by an
    /// exception.</summary>
    /// <param name="goOn">Learns to the end; calls <see cref="NoteRunning"/> once it begins.</param>
    /// <returns>How it ended; at once, and as before, if it was completed already.</returns>
    /// <exception cref="BadInputException">Another process trains in the folder, or the run has diverged.</exception>
    internal TrainingResult Train(Func<TrainingResult> goOn)
    {
        using var taken = Folder.Lock();
        Manifest = ManifestFile.Read(Folder.Manifest);      // another process may have gone on with it meanwhile
        if (Manifest is { Status: RunStatus.Completed, Result: { } before }) return before;
        if (Manifest.Status == RunStatus.Diverged)
            throw new BadInputException(
                $"The run in '{Folder.Path}' diverged at step {Manifest.Result?.Steps}, in "
                + $"{Manifest.Result?.DivergedIn}, so there is nothing to go on with; its last good weights are kept.");

        try
        {
            var result = goOn();
            Note(Manifest with { Status = result.Status, Result = result, Error = null });
            return result;
        }
        catch (Exception e)
        {
            TryNote(Manifest with { Status = RunStatus.Failed, Result = null, Error = e.Message });
            throw;
        }
    }

    /// <summary>Notes that it is learning.</summary>
    internal void NoteRunning()
    {
        if (Manifest.Status != RunStatus.Running)
            Note(Manifest with { Status = RunStatus.Running, Result = null, Error = null });
    }

    /// <summary>Reads the last checkpoint; null if there is none.</summary>
    /// <exception cref="BadInputException">It is damaged, or of another run.</exception>
    internal (Checkpoint Counters, SafetensorsReader Arrays)? ReadCheckpoint() =>
        Checked(Folder.Checkpoints.ReadLatest());

    /// <summary>Reads the arrays of the last checkpoint.</summary>
    /// <exception cref="BadInputException">There is none, or it is damaged or of another run.</exception>
    internal SafetensorsReader ReadArrays() => ReadCheckpoint()?.Arrays ?? throw new BadInputException(
        $"The run in '{Folder.Path}' has no checkpoint yet; resume it, and wait for its first.");

    /// <summary>Reads the best policy.</summary>
    /// <exception cref="BadInputException">There is none, or it is damaged or of another run.</exception>
    internal (Checkpoint Counters, SafetensorsReader Arrays) ReadBest() =>
        Checked(Folder.Checkpoints.ReadBest()) ?? throw new BadInputException(
            $"The run in '{Folder.Path}' has kept no best policy; train with --evaluate-every, and it will.");

    /// <summary>Reads the arrays of the checkpoint at a step.</summary>
    /// <exception cref="BadInputException">There is none, or it is damaged or of another run.</exception>
    internal SafetensorsReader ReadArrays(long step) =>
        Checked(Folder.Checkpoints.ReadAt(step))?.Arrays ?? throw new BadInputException(
            $"The run in '{Folder.Path}' has no checkpoint at step {step}; "
            + (Folder.Checkpoints.Steps is { Count: > 0 } steps
                ? $"it has them at {string.Join(", ", steps)}."
                : "it has none yet."));

    private (Checkpoint Counters, SafetensorsReader Arrays)? Checked(
        (Checkpoint Counters, SafetensorsReader Arrays)? checkpoint)
    {
        var (algorithm, place) = (Manifest.Algorithm, Manifest.Environment);
        return checkpoint is { } found && (found.Counters.Algorithm != algorithm || found.Counters.Environment != place)
            ? throw new BadInputException(
                $"The checkpoint at step {found.Counters.Step} in '{Folder.Path}' is of {found.Counters.Algorithm} in "
                + $"{found.Counters.Environment}, but the run is of {algorithm} in {place}.")
            : checkpoint;
    }

    private void Note(Manifest manifest)
    {
        ManifestFile.Write(Folder.Manifest, manifest);
        Manifest = manifest;
    }

    /// <summary>Notes a failure as far as that is possible: the first failure is the one to tell.</summary>
    private void TryNote(Manifest manifest)
    {
        try
        {
            Note(manifest);
        }
        catch (BadInputException)
        {
            Manifest = manifest;
        }
    }
}
