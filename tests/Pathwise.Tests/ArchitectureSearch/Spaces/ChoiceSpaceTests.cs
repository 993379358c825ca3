using System.Text.Json;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Spaces;

public sealed class ChoiceSpaceTests
{
    [Fact]
    public void A_file_tells_a_space()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{ "name": "mine", "choices": { "layers": [1, 2], "bias": [true], "f": ["relu"] } }""");
            var space = SearchSpaces.Find(path);
            Assert.Equal("mine", space.Name);
            Assert.Equal(["layers", "bias", "f"], space.Decisions.Select(decision => decision.Name));
            Assert.Equal("mine:2,true,relu", new Genotype(space, 1, 0, 0).ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("""{ "name": "mine" }""", "no 'choices'")]
    [InlineData("""{ "choices": {} }""", "The search space 'file' has no choices")]
    [InlineData("""{ "choices": { "a": [] } }""", "'a' of 'file' has no options")]
    [InlineData("""{ "choices": { "a": 3 } }""", "must be a list")]
    [InlineData("""{ "choices": { "a": [1, 1] } }""", "'1' twice")]
    [InlineData("""{ "choices": { "a": [1], "a": [2] } }""", "'a' twice")]
    [InlineData("""{ "choices": { "a": ["1,2"] } }""", "comma")]
    [InlineData("""{ "choices": { "a": [null] } }""", "null")]
    [InlineData("""{ "name": "a:b", "choices": { "a": [1] } }""", "without a colon")]
    [InlineData("""{ "choices": { "a": [1] }, "more": 1 }""", "'more'")]
    public void What_is_no_space_is_refused(string json, string said)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Contains(said, Assert.Throws<BadInputException>(() => ChoiceSpaceFile.Read(document.RootElement, "file")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused() => Assert.Contains("cannot be read",
        Assert.Throws<BadInputException>(() => SearchSpaces.Find("nowhere.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Draws_are_uniform()
    {
        const int Draws = 30_000;
        var space = new ChoiceSpace("s", new Decision("a", ["0", "1"]), new Decision("b", ["0", "1", "2"]));
        var (rng, counts) = (new Rng(7), new int[6]);
        for (var i = 0; i < Draws; i++)
        {
            var choices = space.Sample(ref rng).Choices;
            counts[(choices[0] * 3) + choices[1]]++;
        }

        var error = 4 * Math.Sqrt(Draws * (1.0 / 6) * (5.0 / 6));     // 4 standard errors of a count
        Assert.All(counts, count => Assert.Equal(Draws / 6.0, count, error));
    }
}
