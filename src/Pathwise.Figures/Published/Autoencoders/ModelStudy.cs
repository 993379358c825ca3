using System.Globalization;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Trains and measures the models of a figure, one after another, and tells how far it is.</summary>
/// <param name="work">What the figure was told.</param>
/// <param name="total">All work that there will be, as <see cref="ModelPlan.Work"/> counts it.</param>
internal sealed class ModelStudy(FigureWork work, double total) : IDisposable
{
    private const int MeasuredAtOnce = 500;
    private const double Memory = 0.98;             // of the loss that is shown

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private double _done;

    /// <summary>The threads.</summary>
    public Workers Workers { get; } = new(work.Threads);

    /// <summary>Trains a model.</summary>
    /// <param name="plan">Which.</param>
    /// <param name="stops">Examples seen after which it is looked at: rising, all within the plan's.</param>
    /// <param name="look">Looks at it.</param>
    /// <exception cref="OperationCanceledException">The figure was ended early.</exception>
    public VariationalAutoencoder Train(
        ModelPlan plan, IReadOnlyList<long>? stops = null, Action<long, VariationalAutoencoder>? look = null)
    {
        var model = VariationalAutoencoder.Create(plan.Options, plan.Examples.Size, plan.Seeds);
        var training = new AutoencoderTraining(model, plan.Examples, plan.Options, plan.Seeds, Workers);
        var (loss, next, clock) = (double.NaN, 0, TimeProvider.System);
        var (begun, told) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (!training.IsFinished)
        {
            work.Cancellation.ThrowIfCancellationRequested();
            training.TrainBatch();
            if (training.Diverged is { } what)
                throw new InvalidOperationException($"The model {plan.Name} has diverged in {what}.");
            var last = training.LastBatch.Loss;
            loss = double.IsNaN(loss) ? last : (Memory * loss) + ((1 - Memory) * last);
            for (; stops is not null && next < stops.Count && training.Examples >= stops[next]; next++)
                look!(stops[next], model);
            if (clock.GetElapsedTime(told) < Interval && !training.IsFinished) continue;
            told = clock.GetTimestamp();
            var rate = training.Examples / clock.GetElapsedTime(begun).TotalSeconds;
            Tell(
                training.Fraction * plan.Work,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{plan.Name}, epoch {Math.Min(training.Epoch + 1, plan.Options.Epochs)} of "
                    + $"{plan.Options.Epochs}, loss {loss:F1}, {rate:N0} images/s"));
        }

        _done += plan.Work;
        return model;
    }

    /// <summary>The mean loss of a model's first batches, infinite if it diverges: what a step size can be chosen
    /// by.</summary>
    /// <param name="plan">Which.</param>
    /// <param name="batches">How many.</param>
    /// <exception cref="OperationCanceledException">The figure was ended early.</exception>
    public double LossOfFirst(ModelPlan plan, int batches)
    {
        var model = VariationalAutoencoder.Create(plan.Options, plan.Examples.Size, plan.Seeds);
        var training = new AutoencoderTraining(model, plan.Examples, plan.Options, plan.Seeds, Workers);
        var sum = 0.0;
        for (var batch = 0; batch < batches; batch++)
        {
            work.Cancellation.ThrowIfCancellationRequested();
            training.TrainBatch();
            if (training.Diverged is not null) return double.PositiveInfinity;
            sum += training.LastBatch.Loss / batches;
        }

        return sum;
    }

    /// <summary>−ln p(x) of each example, estimated with k importance samples.</summary>
    /// <param name="plan">The model's plan.</param>
    /// <param name="model">The model.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="samples">k.</param>
    /// <exception cref="OperationCanceledException">The figure was ended early.</exception>
    public double[] NegativeLogLikelihood(
        ModelPlan plan, VariationalAutoencoder model, Dataset examples, int samples)
    {
        var (each, seeds) = (new List<double>(), MeasuringSeeds(plan));
        while (each.Count < examples.Count)
        {
            work.Cancellation.ThrowIfCancellationRequested();
            var first = each.Count;
            int[] rows = [.. Enumerable.Range(first, Math.Min(MeasuredAtOnce, examples.Count - first))];
            each.AddRange(ModelEvaluation.NegativeLogLikelihood(
                model, examples.Select(rows, examples.Split), samples, seeds.Child(first), Workers).Each);
            Tell(
                each.Count * plan.ProductsOf(samples),
                string.Create(CultureInfo.InvariantCulture, $"{plan.Name}, −ln p(x) = {each.Average():F2}"));
        }

        _done += examples.Count * plan.ProductsOf(samples);
        return [.. each];
    }

    /// <summary>The bound of examples.</summary>
    public EvaluationReport Bound(ModelPlan plan, VariationalAutoencoder model, Dataset examples) =>
        ModelEvaluation.Bound(model, examples, MeasuringSeeds(plan), Workers);

    /// <summary>Counts work that was done elsewhere with its threads.</summary>
    /// <param name="products">How much, as <see cref="ModelPlan.ProductsOf"/> counts it.</param>
    /// <param name="found">What it found.</param>
    public void Count(double products, string found)
    {
        _done += products;
        Tell(0, found);
    }

    /// <inheritdoc/>
    public void Dispose() => Workers.Dispose();

    private static SeedSequence MeasuringSeeds(ModelPlan plan) => Experiments.RunSeeds.Evaluation(plan.Seeds);

    private void Tell(double now, string text) => work.Progress?.Report(new(Math.Min(1, (_done + now) / total), text));
}
