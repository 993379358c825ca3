using System.Text;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Randomness;
using Pathwise.Tests.Experiments.Runs;

namespace Pathwise.Tests.Datasets;

public sealed class LearningSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_known_set_without_a_test_part_has_a_tenth_held_out()
    {
        var digits = LearningSet.Load(new("digits"), new SeedSequence(1));
        Assert.Equal((1617, 180), (digits.Train.Count, digits.Test.Count));
        Assert.Equal((PixelConvention.Grey, PixelConvention.DynamicBinary),
            (digits.Train.Convention, Load(new("digits") { Convention = PixelConvention.DynamicBinary }).Test.Convention));
    }

    [Fact]
    public void A_table_is_read_with_or_without_its_classes()
    {
        var path = Table("a,kind,b\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i % 2},-{i}.5\n")));
        var all = Load(new(path));
        Assert.Equal((18, 2, 3), (all.Train.Count, all.Test.Count, all.Train.Size));
        var labelled = Load(new(path) { LabelColumn = "kind" });
        Assert.Equal((2, 18), (labelled.Train.Size, labelled.Train.Labels.Length));
        Assert.Equal(2, Load(new(path) { LabelColumn = "2" }).Train.Size);
    }

    [Theory]
    [InlineData("The data set 'digits' has no static binarisation; choose the convention grey or dynamic.", "digits", PixelConvention.StaticBinary)]
    [InlineData("The data set 'table.csv' cannot be binarised: it holds 3.5, which is no probability; scale it to [0, 1].", "table.csv",
        PixelConvention.DynamicBinary)]
    public void A_convention_that_does_not_fit_is_refused(string sentence, string name, PixelConvention convention)
    {
        var path = name == "digits" ? name : Table("0.5,3.5\n0,1\n0,0\n");
        AssertRefused(sentence, new(path) { Convention = convention });
    }

    [Fact]
    public void Columns_are_standardised_by_what_is_learned_from_alone()
    {
        var path = Table(string.Concat(Enumerable.Range(0, 50).Select(i => $"{1000 + (i * i)},{i % 7 * 1e-4},5\n")));
        var (raw, scaled) = (Load(new(path)), Load(new(path) { IsStandardized = true }));
        var train = scaled.Train.First(45, new(1));
        for (var column = 0; column < 2; column++)
        {
            float[] values = [.. train.Where((_, i) => i % 3 == column)];
            Assert.Equal(0, values.Average(), 1e-6);
            Assert.Equal(1, values.Average(value => value * value), 1e-6);
        }

        Assert.All(train.Where((_, i) => i % 3 == 2), value => Assert.Equal(0, value));      // it never changes: m = 5, s = 1
        Assert.Equal(scaled.Test.First(5, new(1)), scaled.Scale!.Apply(raw.Test).First(5, new(1)));
        Assert.Equal(raw.Test.First(1, new(1))[0], (scaled.Test.First(1, new(1))[0] * scaled.Scale.Deviations[0]) + scaled.Scale.Means[0], 1e-3);
        AssertRefused("Only a table's columns can be standardised, and 'digits' is none; leave it as it is.", new("digits") { IsStandardized = true });
        AssertRefused(
            "A table that is binarised cannot be standardised too; choose one.",
            new(path) { IsStandardized = true, Convention = PixelConvention.DynamicBinary });
    }

    [Fact]
    public void What_is_said_of_another_form_is_refused()
    {
        AssertRefused("Only a table (.csv or .tsv) has a column of labels, and 'digits' is none; leave the column out.", new("digits") { LabelColumn = "a" });
        AssertRefused(
            "Only the pictures of a folder can be read as grey or rgb, and 'digits' is no such folder; leave the colours out.",
            new("digits") { Colours = PictureColours.Rgb });
        AssertRefused("There is no data set 'nowhere.csv': no file or folder lies there.", new("nowhere.csv") { LabelColumn = "a" });
        AssertRefused("There is no data set 'digts'; did you mean 'digits'?", new("digts"));
        AssertRefused(
            $"The data set '{Table("1,2\n")}' holds one example only; two are needed, one to learn from and one for the test.", new(Table("1,2\n")));
    }

    [Fact]
    public void Measurements_are_learned_with_gaussians_and_ink_with_coins()
    {
        var table = new DataSource(Table("1,2\n"));
        foreach (var source in (DataSource[])[new("frey"), new("cifar10"), table, new(_folder.Path)])
        {
            Assert.Equal(DecoderKind.GaussianShared, LikelihoodChoice.Usual(source));
            Assert.Equal(DecoderKind.Bernoulli, LikelihoodChoice.Usual(source with { Convention = PixelConvention.DynamicBinary }));
        }

        foreach (var name in (string[])["mnist", "digits", "fashion-mnist", "binarized-mnist"])
            Assert.Equal(DecoderKind.Bernoulli, LikelihoodChoice.Usual(new(name)));
    }

    [Fact]
    public void Numbers_without_a_probability_are_refused_before_anything_is_learned()
    {
        var set = Load(new(Table("0.5,3.5\n0.25,3.5\n1,3.5\n"))).Train;
        DecoderKind.Gaussian.MustFit(set);
        foreach (var kind in (DecoderKind[])[DecoderKind.Bernoulli, DecoderKind.DiscretizedGaussian])
            Assert.Equal(
                "The data set 'table.csv' holds 3.5, but the decoder is for numbers in [0, 1]; set decoder to gaussianShared, or scale the numbers.",
                Assert.Throws<BadInputException>(() => kind.MustFit(set)).Message);
    }

    private static LearningSet Load(DataSource source) => LearningSet.Load(source, new SeedSequence(1));

    private static void AssertRefused(string sentence, DataSource source) =>
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => Load(source)).Message);

    private string Table(string text)
    {
        File.WriteAllText(_folder.In("table.csv"), text, Encoding.UTF8);
        return _folder.In("table.csv");
    }
}
