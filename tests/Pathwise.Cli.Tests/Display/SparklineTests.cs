using Pathwise.Cli.Display;

namespace Pathwise.Cli.Tests.Display;

public sealed class SparklineTests
{
    [Fact]
    public void A_ramp_uses_every_height() => Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7], 8));

    [Fact]
    public void Neighbours_share_a_character_where_there_are_more_than_fit() =>
        Assert.Equal("▁█", Sparkline.Of([0, 2, 10, 12], 2));

    [Fact]
    public void What_never_changes_is_flat() => Assert.Equal("▁▁▁", Sparkline.Of([5, 5, 5], 3));

    [Fact]
    public void Nothing_is_nothing() => Assert.Equal("", Sparkline.Of([], 10));
}
