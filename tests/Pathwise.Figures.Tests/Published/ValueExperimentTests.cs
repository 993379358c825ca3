using Pathwise.Figures.Published;
using Pathwise.Randomness;

namespace Pathwise.Figures.Tests.Published;

public sealed class ValueExperimentTests
{
    private static readonly ValueCurve[] Curves =
    [
        new("one", "one", seeds => [new Rng(seeds).NextDouble(), 1]), new("two", "two", seeds => [new Rng(seeds).NextDouble(), 2]),
    ];

    [Fact]
    public void Any_number_of_threads_gives_the_same_numbers_and_runs_differ()
    {
        var numbers = new ValueExperiment(Curves, runs: 8, seed: 1).RunAll(null, CancellationToken.None, threads: 1);
        Assert.Equal(numbers, new ValueExperiment(Curves, runs: 8, seed: 1).RunAll(null, CancellationToken.None, threads: 4));
        Assert.Distinct(numbers.SelectMany(curve => curve.Select(run => run[0])));
    }

    [Fact]
    public void It_can_be_ended_early() => Assert.ThrowsAny<OperationCanceledException>(() =>
        new ValueExperiment(Curves, runs: 8, seed: 1).RunAll(null, new(canceled: true)));

    [Fact]
    public void A_mean_over_a_span_has_the_standard_error_of_the_runs()
    {
        var (mean, error) = ValueExperiment.MeanOf([[9, 1, 3], [9, 3, 5], [9, 5, 7]], 2, 3);      // means 2, 4, 6
        Assert.Equal(4, mean, 1e-15);
        Assert.Equal(2 / Math.Sqrt(3), error, 1e-15);
    }

    [Theory]
    [InlineData("example-6.2.json", 21)]
    [InlineData("example-6.6.json", 8)]
    [InlineData("figure-6.5.json", 8)]
    [InlineData("figure-7.2.json", 30)]
    public void Every_reference_number_has_a_standard_error(string file, int count)
    {
        var reference = ReferencePoints.Read(file);
        Assert.Equal(count, reference.Names.Count);
        Assert.All(reference.Names, name => Assert.InRange(reference.Of(name).StandardError, 1e-6, 0.2));
    }
}
