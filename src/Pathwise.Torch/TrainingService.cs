using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Experiments.Runs;
using Pathwise.Torch.Images;
using Pathwise.Torch.Native;
using Pathwise.Torch.Training;
using TorchSharp;

namespace Pathwise.Torch;

/// <summary>What a worker does: it reads <see cref="TrainingJob"/>s, a line each, and answers each with lines of
/// <see cref="TrainingAnswer"/>.</summary>
/// <remarks>A job that cannot be done is answered, too; only what kills the process leaves it without an answer. When
/// the input ends, its asker is gone, and the service ends at once, in the midst of a job.</remarks>
public static class TrainingService
{
    /// <summary>Serves until the input ends.</summary>
    /// <param name="input">Jobs.</param>
    /// <param name="output">Answers.</param>
    public static void Serve(TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using var jobs = new BlockingCollection<string>();
        using var asking = new CancellationTokenSource();
        var reader = new Thread(() =>
        {
            while (input.ReadLine() is { } line) jobs.Add(line);
            asking.Cancel();
            jobs.CompleteAdding();
        }) { IsBackground = true, Name = "jobs" };
        reader.Start();

        var images = new ImageShelf();
        foreach (var line in jobs.GetConsumingEnumerable())
            try
            {
                Answer(TrainingJob.FromJson(JsonDocument.Parse(line).RootElement), images, Write, asking.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is BadInputException or JsonException or KeyNotFoundException)
            {
                Write(new() { Id = IdOf(line), Kind = TrainingAnswerKind.Refused, Failure = e.Message });
            }

        void Write(TrainingAnswer answer)
        {
            output.WriteLine(answer.ToJson().ToJsonString());
            output.Flush();
        }
    }

    private static void Answer(
        TrainingJob job, ImageShelf shelf, Action<TrainingAnswer> write, CancellationToken cancellation)
    {
        var images = shelf.Find(job.Options);
        if (job.Network is null)
        {
            var (height, width, channels) = (images.Training.Shape.Height, images.Training.Shape.Width,
                images.Training.Shape.Channels);
            write(new()
            {
                Id = job.Id, Kind = TrainingAnswerKind.Images,
                Images = new(
                    new(channels, height, width), images.Classes, images.Training.Count, images.Validation.Count),
            });
            return;
        }

        NativeTorch.EnsureLoaded();
        var watch = Stopwatch.StartNew();
        TrainingAnswer answer;
        try
        {
            answer = Train(job, images, write, cancellation);
        }
        catch (Exception e) when (e is OutOfMemoryException or System.Runtime.InteropServices.ExternalException)
        {
            answer = new() { Id = job.Id, Kind = TrainingAnswerKind.Failed, Failure = Sentence(e) };
        }

        write(answer with { Seconds = watch.Elapsed.TotalSeconds });
    }

    private static TrainingAnswer Train(
        TrainingJob job, ChildImages images, Action<TrainingAnswer> write, CancellationToken cancellation)
    {
        if (job.Options.Device == TrainingDevice.Cpu) torch.set_num_threads(1);
        else if (!torch.cuda.is_available())
            throw new BadInputException(
                "There is no CUDA device, or this libtorch is not built for one; set the device to cpu.");
        using var training = new ChildTraining(job.Network!, images, job.Options, job.Seeds);
        var isFinite = true;
        while (isFinite && training.Epochs < job.Options.Epochs)
        {
            isFinite = training.RunEpoch(cancellation);
            if (!isFinite || !job.IsFollowed) continue;
            var soFar = training.Accuracy(images.Validation);
            write(Told(TrainingAnswerKind.Epoch) with { Accuracy = double.IsNaN(soFar) ? 0 : soFar });
        }

        var accuracy = isFinite ? training.Accuracy(images.Validation) : double.NaN;
        if (double.IsNaN(accuracy)) return Told(TrainingAnswerKind.Diverged) with
        {
            Failure = $"Its loss, or an output, was not finite in epoch {training.Epochs}; a smaller step may help.",
        };

        double? test = job.IsTested ? training.Accuracy(images.Test) : null;
        if (job.Destination is { } folder)
            new TrainedNetwork
            {
                Weights = training.Network.Weights(), Options = job.Options, Means = images.Means,
                Scales = images.Scales, Accuracy = accuracy, TestAccuracy = test,
            }.Save(folder);
        return Told(TrainingAnswerKind.Trained) with { Accuracy = accuracy, TestAccuracy = test };

        TrainingAnswer Told(TrainingAnswerKind kind) => new()
        {
            Id = job.Id, Kind = kind, Epoch = training.Epochs,
            Loss = double.IsFinite(training.Loss) ? training.Loss : 0,
        };
    }

    private static string Sentence(Exception e) =>
        e is OutOfMemoryException || e.Message.Contains("memory", StringComparison.OrdinalIgnoreCase)
            ? "There is not enough memory to train it; make batches, images or the network smaller."
            : $"libtorch refused it: {e.Message.Split('\n')[0].TrimEnd('.')}.";

    private static int IdOf(string line)
    {
        try
        {
            return JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt32();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return 0;
        }
    }
}
