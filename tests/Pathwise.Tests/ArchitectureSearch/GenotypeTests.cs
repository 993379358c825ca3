using System.Text.Json;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class GenotypeTests
{
    private static readonly ChoiceSpace Small =
        new("small", new Decision("kernel", ["3", "5"]), new Decision("activation", ["relu", "tanh", "swish"]));

    [Fact]
    public void It_says_what_was_chosen()
    {
        var genotype = new Genotype(Small, 1, 2);
        Assert.Equal("small:5,swish", genotype.ToString());
        Assert.Equal("swish", genotype[1]);
        Assert.Equal(new Genotype(Small, 1, 0), genotype.With(decision: 1, option: 0));
    }

    [Fact]
    public void Text_and_json_are_read_back_in_every_space()
    {
        var rng = new Rng(1);
        foreach (var space in SearchSpaces.All)
            for (var i = 0; i < 100; i++)
            {
                var genotype = space.Sample(ref rng);
                Assert.Equal(genotype, SearchSpaces.ParseGenotype(genotype.ToString()));
                var json = genotype.ToJson();
                Assert.Equal(genotype, Genotype.FromJson(Parse(json.ToJsonString()), SearchSpaces.Find));
                json.Remove("genotype");
                Assert.Equal(genotype, Genotype.FromJson(Parse(json.ToJsonString()), SearchSpaces.Find));
            }
    }

    [Fact]
    public void Equal_choices_are_equal_and_others_are_not()
    {
        Assert.Equal(new Genotype(Small, 1, 2).GetHashCode(), new Genotype(Small, 1, 2).GetHashCode());
        Assert.NotEqual(new Genotype(Small, 1, 2), new Genotype(Small, 0, 2));
        Assert.False(new Genotype(Small, 1, 2).Equals(null));
    }

    [Theory]
    [InlineData("5", "2 choices")]
    [InlineData("4,relu", "'4' cannot be chosen for 'kernel'; there are: 3, 5.")]
    [InlineData("3,relu,relu", "has 3")]
    public void A_wrong_text_is_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<BadInputException>(() => Genotype.Parse(Small, text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Wrong_choices_are_refused()
    {
        Assert.Contains("not 1", Assert.Throws<BadInputException>(() => new Genotype(Small, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 2", Assert.Throws<BadInputException>(() => new Genotype(Small, 1, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => new Genotype(Small, -1, 0));
    }

    [Theory]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{}", "no 'space'")]
    [InlineData("""{"space":"small"}""", "neither")]
    [InlineData("""{"space":"small","genotype":3}""", "must be a text")]
    [InlineData("""{"space":"small","choices":{"kernel":"3"}}""", "no choice for 'activation'")]
    [InlineData("""{"space":"small","choices":{"kernel":"3","depth":"3"}}""", "decides no 'depth'")]
    public void A_wrong_json_is_refused(string json, string said) => Assert.Contains(said,
        Assert.Throws<BadInputException>(() => Genotype.FromJson(Parse(json), _ => Small)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_space_is_refused_with_the_nearest_name() => Assert.Contains("toy",
        Assert.Throws<BadInputException>(() => SearchSpaces.ParseGenotype("toi:skip")).Message, StringComparison.Ordinal);

    private static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;
}
