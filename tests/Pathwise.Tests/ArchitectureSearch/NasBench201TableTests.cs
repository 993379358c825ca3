using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using static Pathwise.ArchitectureSearch.Benchmarks.NasBench201Dataset;

namespace Pathwise.Tests.ArchitectureSearch;

/// <summary>The table's published facts. Accuracies have three decimals in the file.</summary>
public sealed class NasBench201TableTests
{
    private static readonly NasBench201Table Table = NasBench201Table.Load();

    [Fact]
    public void It_has_a_row_for_every_cell_in_6466_classes()
    {
        Assert.Equal(6466, Table.Classes.ToArray().Distinct().Count());
        Assert.Equal((0, 6465), (Table.Classes.ToArray().Min(), Table.Classes.ToArray().Max()));
        Assert.Equal(15_625, Enumerable.Range(0, NasBench201Table.Count).Select(Table.OperationsOf).Distinct().Count());
        for (var i = 0; i < NasBench201Table.Count; i++)
            Assert.Equal(i, Table.IndexOf([.. Table.OperationsOf(i).Select(digit => digit - '0')]));
    }

    [Fact]
    public void The_first_row_is_the_official_one()
    {
        Assert.Equal("421211", Table.OperationsOf(0));
        Assert.Equal((129_306, 15_647_370), (Table.Parameters[0], Table.MultiplyAdds[0]));
        Assert.Equal((63.364, 69.550, 85.863),
            (Table.Validation(Cifar10)[0], Table.EarlyTest(Cifar10)[0], Table.Test(Cifar10)[0]));
        Assert.Equal((10.482, 3.6058),
            (Table.Latency(NasBench201Device.RaspberryPi4)[0], Table.Latency(NasBench201Device.Pixel3)[0]));
        Assert.Equal(10.754, Table.Latency(NasBench201Device.Gtx1080Ti)[0]);
    }

    [Theory]
    [InlineData(Cifar10, 94.373, 87.06, new[] { 6111, 13714 })]
    [InlineData(Cifar100, 73.513, 61.41, new[] { 9930 })]
    [InlineData(ImageNet16, 47.311, 33.59, new[] { 857 })]
    public void The_optimum_and_the_mean_are_the_published_ones(
        NasBench201Dataset set, double best, double mean, int[] where)
    {
        var tests = Table.Test(set).ToArray();
        Assert.Equal(best, tests.Max(), 3);
        Assert.Equal(where, Enumerable.Range(0, tests.Length).Where(i => tests[i] == tests.Max()));
        Assert.Equal(mean, tests.Average(), 2);
    }

    [Fact]
    public void Costs_span_the_published_range_and_rise_with_the_convolutions()
    {
        Assert.Equal((73_306, 1_531_546), (Table.Parameters.ToArray().Min(), Table.Parameters.ToArray().Max()));
        Assert.Equal(
            (7_783_050, 220_119_690), (Table.MultiplyAdds.ToArray().Min(), Table.MultiplyAdds.ToArray().Max()));
        Assert.Equal(1_531_546, Table.Parameters[Table.IndexOf([3, 3, 3, 3, 3, 3])]);
    }

    [Theory]
    [InlineData(Cifar10, 94.373)]
    [InlineData(Cifar100, 72.28)]
    [InlineData(ImageNet16, 46.478)]
    public void A_perfect_search_by_validation_ends_at_a_known_test_accuracy(NasBench201Dataset set, double test)
    {
        var validation = Table.Validation(set).ToArray();
        Assert.Equal(test, Table.Test(set)[Array.IndexOf(validation, validation.Max())], 2);
    }

    [Theory]
    [InlineData(Cifar10, 0.772)]
    [InlineData(Cifar100, 0.825)]
    [InlineData(ImageNet16, 0.818)]
    public void Twelve_epochs_tell_of_two_hundred_as_far_as_is_known(NasBench201Dataset set, double spearman) =>
        Assert.Equal(spearman, RankCorrelation(Table.Validation(set), Table.Test(set)), 3);

    /// <summary>There are 28 sizes only; the published number ranks equal ones in the order of the table.</summary>
    [Fact]
    public void The_size_alone_tells_much()
    {
        var sizes = Enumerable.Range(0, NasBench201Table.Count).Select(i => Table.Parameters[i] + (i * 1e-5)).ToArray();
        Assert.Equal(0.749, RankCorrelation(sizes, Table.Test(Cifar10)), 3);
    }

    [Theory]
    [InlineData("validation", Cifar10, 17, 0.805091)]
    [InlineData("test", Cifar10, 14, 0.902679)]
    [InlineData("test", Cifar100, 13, 0.691936)]
    [InlineData("test", ImageNet16, 13, 0.437329)]
    public void The_front_over_multiply_adds_is_the_known_one(
        string column, NasBench201Dataset set, int points, double volume) =>
        AssertFront(Array.ConvertAll(Table.MultiplyAdds.ToArray(), one => (double)one), column, set, points, volume);

    [Theory]
    [InlineData("validation", Cifar10, 28, 0.711954)]
    [InlineData("test", Cifar10, 36, 0.804324)]
    [InlineData("test", Cifar100, 50, 0.603331)]
    [InlineData("test", ImageNet16, 42, 0.370538)]
    public void The_front_over_latency_is_the_known_one(
        string column, NasBench201Dataset set, int points, double volume) =>
        AssertFront(Table.Latency(NasBench201Device.Gold6226).ToArray(), column, set, points, volume);

    [Theory]
    [InlineData(20, 91.315)]
    [InlineData(50, 93.397)]
    [InlineData(100, 94.307)]
    [InlineData(150, 94.343)]
    public void The_best_network_within_a_budget_is_the_known_one(double millions, double test) => Assert.Equal(
        test,
        Enumerable.Range(0, NasBench201Table.Count).Where(i => Table.MultiplyAdds[i] <= 1e6 * millions).Max(
            i => Table.Test(Cifar10)[i]),
        3);

    [Fact]
    public void A_table_that_is_cut_short_or_altered_is_refused_with_the_line()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "index,ops\n0,421211\n");
            Assert.Contains("15625", Assert.Throws<BadInputException>(() => NasBench201Table.Read(path)).Message);
            File.WriteAllLines(path, Enumerable.Range(0, NasBench201Table.Count + 1).Select(i => $"{i - 1},999999"));
            Assert.Contains("Line 2 ", Assert.Throws<BadInputException>(() => NasBench201Table.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertFront(double[] costs, string column, NasBench201Dataset set, int points, double volume)
    {
        var accuracies = (column == "test" ? Table.Test(set) : Table.Validation(set)).ToArray();
        Assert.Equal(points, ParetoFront.Of(costs, accuracies).Length);
        Assert.Equal(
            volume, ParetoFront.Hypervolume(costs, Array.ConvertAll(accuracies, a => a / 100), costs.Max()), 6);
    }

    private static double RankCorrelation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (a, b) = (Ranks(x.ToArray()), Ranks(y.ToArray()));
        var mean = a.Average();
        return a.Zip(b, (p, q) => (p - mean) * (q - mean)).Sum()
            / Math.Sqrt(a.Sum(p => (p - mean) * (p - mean)) * b.Sum(q => (q - mean) * (q - mean)));
    }

    /// <summary>Ranks; equal values share the mean of theirs.</summary>
    private static double[] Ranks(double[] values)
    {
        var ranks = new double[values.Length];
        var first = 0;
        foreach (var group in Enumerable.Range(0, values.Length).GroupBy(i => values[i]).OrderBy(group => group.Key))
        {
            var count = group.Count();
            foreach (var i in group) ranks[i] = first + ((count - 1) / 2.0);
            first += count;
        }

        return ranks;
    }
}
