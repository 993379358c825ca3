using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>A worker that runs: it takes one job after the other.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class WorkerProcess : IDisposable
{
    private const int LastWords = 5;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    /// <inheritdoc cref="WorkerProcess"/>
    /// <param name="program">What <see cref="WorkerProgram.Find"/> found.</param>
    /// <exception cref="BadInputException">It cannot be started.</exception>
    public WorkerProcess(string program)
    {
        var start = WorkerProgram.Start(program);
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BadInputException($"The worker '{program}' cannot be started: {e.Message.TrimEnd('.')}.", e);
        }

        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Has a job done.</summary>
    /// <param name="job">The job.</param>
    /// <param name="follow">Is told of epochs; null for nobody.</param>
    /// <param name="cancellation">Ends the worker.</param>
    /// <returns>The last answer, or null if the worker died.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; this worker is of no more use.</exception>
    public TrainingAnswer? Run(TrainingJob job, Action<TrainingAnswer>? follow, CancellationToken cancellation)
    {
        using var killing = cancellation.Register(Kill);
        try
        {
            _process.StandardInput.WriteLine(job.ToJson().ToJsonString());
            _process.StandardInput.Flush();
            while (_process.StandardOutput.ReadLine() is { } line)
            {
                var answer = Read(line);
                if (answer?.Id != job.Id) continue;
                if (answer.Kind != TrainingAnswerKind.Epoch) return answer;
                follow?.Invoke(answer);
            }
        }
        catch (IOException)
        {
            // A pipe whose other end is gone: it died, as below.
        }

        cancellation.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>How it died: its exit code, and its last words if it had any.</summary>
    public string Death()
    {
        if (!_process.WaitForExit(5000)) Kill();
        _process.WaitForExit();
        lock (_errors)
        {
            var words = string.Join(' ', _errors).Trim();
            return string.Create(CultureInfo.InvariantCulture,
                $"exit code {_process.ExitCode}{(words.Length > 0 ? ": " + words : "")}");
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private void Remember(string? line)
    {
        if (line is null) return;
        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > LastWords) _errors.Dequeue();
        }
    }

    /// <summary>An answer, or null for a line that is none: libraries write what they like.</summary>
    private static TrainingAnswer? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return TrainingAnswer.FromJson(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException)
        {
            return null;
        }
    }
}
