using CsCheck;
using Pathwise.ArchitectureSearch;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class ParetoArchiveTests
{
    private static readonly Genotype Any = Sampled();

    /// <summary>However children come, the archive holds the front of all of them, cheapest first.</summary>
    [Fact]
    public void It_is_the_front_of_all_children_so_far()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 9], Gen.Bool).Array[0, 25].Sample(
            drawn =>
            {
                var archive = new ParetoArchive(CostKind.Parameters);
                foreach (var (cost, accuracy, isTrained) in drawn)
                    archive.Add(Child(isTrained ? ChildStatus.Trained : ChildStatus.Diverged, accuracy / 10.0, cost));
                var trained = drawn.Where(one => one.Item3).ToArray();
                double[] costs = [.. trained.Select(one => (double)one.Item1)];
                double[] accuracies = [.. trained.Select(one => one.Item2 / 10.0)];
                var front = ParetoFront.Of(costs, accuracies);
                Assert.Equal(front.Select(i => costs[i]), archive.Front.Select(archive.CostOf));
                Assert.Equal(front.Select(i => accuracies[i]), archive.Front.Select(child => child.Result.Accuracy));
                Assert.Equal(costs.DefaultIfEmpty(0).Max(), archive.Dearest);
                var expected = costs.Length == 0 ? 0 : ParetoFront.Hypervolume(costs, accuracies, costs.Max());
                Assert.Equal(expected, archive.Hypervolume, 12);
            },
            iter: 300);
    }

    [Fact]
    public void A_child_whose_cost_nobody_knows_changes_nothing()
    {
        var archive = new ParetoArchive(CostKind.Latency);
        Assert.False(archive.Add(Child(ChildStatus.Trained, 0.5, 3)));
        Assert.Equal((0, 0.0), (archive.Front.Count, archive.Hypervolume));
    }

    private static Child Child(ChildStatus status, double accuracy, long cost) =>
        new(0, 0, Any, new(status, accuracy, 0, cost), accuracy, null);

    private static Genotype Sampled()
    {
        var rng = new Rng(1);
        return SearchSpaces.Find("toy").Sample(ref rng);
    }
}
