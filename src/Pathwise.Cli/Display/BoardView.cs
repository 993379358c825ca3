using Pathwise.Experiments;

namespace Pathwise.Cli.Display;

/// <summary>A moment of a <see cref="BoardRow"/>.</summary>
/// <param name="Name">What the run is called.</param>
/// <param name="Stage">What it does.</param>
/// <param name="Progress">Its latest numbers, or null before the first.</param>
/// <param name="Returns">Mean returns so far, at an even distance.</param>
internal sealed record BoardView(string Name, string Stage, TrainingProgress? Progress, double[] Returns)
{
    /// <summary>Whether it learns or is evaluated now.</summary>
    public bool IsAtWork => Stage is BoardRow.AtLearning or BoardRow.AtEvaluation;

    /// <summary>Whether it is over.</summary>
    public bool HasEnded => !IsAtWork && Stage != BoardRow.Waiting;

    /// <summary>How much of the steps is done, in [0, 1].</summary>
    public double Fraction => Progress is { } p ? Math.Min(1, p.Steps / (double)p.TotalSteps) : 0;
}
