using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Published;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Randomness;

namespace Pathwise.Figures.Tests;

public sealed class ArchitecturePictureTests
{
    [Theory]
    [InlineData("nasnet")]
    [InlineData("mnasnet")]
    [InlineData("nasbench201")]
    [InlineData("toy")]
    public void Any_architecture_can_be_drawn(string name)
    {
        var rng = new Rng(7);
        for (var i = 0; i < 5; i++)
        {
            var genotype = SearchSpaces.Find(name).Sample(ref rng);
            var cells = genotype.Space is NasNetSpace space ? space.CellsOf(genotype.Choices.AsSpan()) : null;
            var picture = ArchitecturePicture.Draw(genotype.ToString(), genotype.ToBlueprint(), genotype, cells);
            Assert.InRange(picture.Width, 600, 1500);
            Assert.True(picture.ToSvg().Length > 4000);
        }
    }

    [Fact]
    public void A_cell_has_a_box_for_each_of_its_parts()
    {
        var svg = ArchitecturePicture.Draw("NASNet-A", "", NasNetA.Cells).ToSvg().ReplaceLineEndings("\n");
        foreach (var (text, count) in ((string, int)[])
            [("sep 5×5", 4), ("sep 3×3", 4), ("sep 7×7", 2), ("avg 3×3", 5), ("max 3×3", 2), ("identity", 3), ("add", 10), ("concat", 2)])
            Assert.Equal(count, Count(svg, $"\t{text}\n"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
