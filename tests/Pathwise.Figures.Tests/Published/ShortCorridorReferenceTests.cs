using Pathwise.Figures.Published;

namespace Pathwise.Figures.Tests.Published;

public sealed class ShortCorridorReferenceTests
{
    [Fact]
    public void The_last_hundred_episodes_are_the_mean_of_two_blocks()
    {
        var reference = ShortCorridorReference.Read("figure-13.1.json")["reinforce-12"];
        Assert.Equal(-11.772041, reference.Over(901, 1000).Mean, 5);      // the reference states this mean by itself, too
    }

    [Theory]
    [InlineData("figure-13.1.json", "reinforce-12", "reinforce-13", "reinforce-14")]
    [InlineData("figure-13.2.json", "reinforce-13", "baseline")]
    public void Every_line_has_twenty_blocks(string file, params string[] lines)
    {
        var references = ShortCorridorReference.Read(file);
        Assert.Equal(lines.Order(), references.Keys.Order());
        Assert.All(references.Values, reference =>
        {
            Assert.Equal((20, 20), (reference.Means.Length, reference.StandardErrors.Length));
            Assert.All(reference.StandardErrors, error => Assert.InRange(error, 0.001, 0.5));
        });
    }
}
