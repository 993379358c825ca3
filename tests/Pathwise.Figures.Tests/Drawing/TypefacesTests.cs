using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Tests.Drawing;

public sealed class TypefacesTests
{
    [Fact]
    public void The_fonts_come_from_the_assembly_not_from_the_machine()
    {
        Assert.Equal("Inter", Typefaces.Regular.FamilyName);
        Assert.StartsWith("Inter", Typefaces.SemiBold.FamilyName, StringComparison.Ordinal);
        Assert.InRange(Typefaces.SemiBold.FontWeight, 500, 700);
    }

    [Fact]
    public void Every_character_that_pictures_use_has_a_glyph()
    {
        const string Used = "ABCxyz0189 .,:;()%^*=−–·±αβγδεθλμπστωᶿʷ²³⁻⁰¹⁴⁵⁶⁷⁸⁹ éü";
        foreach (var typeface in new[] { Typefaces.Regular, Typefaces.SemiBold })
            Assert.DoesNotContain(Used, character => typeface.GetGlyph(character) == 0);
    }
}
