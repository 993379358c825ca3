using CsCheck;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Tests.Drawing;

public sealed class ChartTests
{
    [Fact]
    public void Names_that_have_room_stay_where_they_are() =>
        Assert.Equal([10, 90, 50], Chart.Spread([10, 90, 50], 15, 0, 100));

    [Fact]
    public void Two_names_at_one_place_part_evenly() =>
        Assert.Equal([42.5, 57.5], Chart.Spread([50, 50], 15, 0, 100));

    [Fact]
    public void Names_never_overlap_nor_leave_the_picture() =>
        Gen.Double[0, 100].Array[1, 6].Sample(wanted =>
        {
            var sorted = Chart.Spread(wanted, 15, 0, 100).Order().ToArray();
            Assert.InRange(sorted[0], -1e-9, 100);
            Assert.InRange(sorted[^1], 0, 100 + 1e-9);
            Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 15 - 1e-9, 200));
        });
}
