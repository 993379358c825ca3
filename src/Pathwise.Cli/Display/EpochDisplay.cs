using System.Globalization;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Display;

/// <summary>Shows how an autoencoder's training goes, on standard error.</summary>
internal static class EpochDisplay
{
    /// <summary>Does the work, and shows its progress until it ends.</summary>
    public static T Show<T>(CommandContext context, Func<IProgress<AutoencoderProgress>, T> work) =>
        ProgressDisplay.Show(context, "reading", now => now.Fraction, Line, work);

    private static string Line(AutoencoderProgress now)
    {
        var left = now.TimeLeft is { } time ? $", {Wording.Time(time)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {Math.Min(now.Epoch + 1, now.Epochs)} of {now.Epochs}, {Wording.Share(now.Fraction)}: loss "
            + $"{Wording.Return(now.Batch.Loss)}, {Wording.Count(now.ImagesPerSecond)} images/s{left}");
    }
}
