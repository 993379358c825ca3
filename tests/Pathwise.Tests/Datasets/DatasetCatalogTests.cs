using System.Globalization;
using System.Text;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Tests.Datasets;

public sealed class DatasetCatalogTests
{
    [Theory]
    [InlineData("mnist")]
    [InlineData("digits")]
    public void What_is_bundled_is_here_and_has_its_sums(string id)
    {
        var set = DatasetCatalog.Find(id);
        Assert.True(set.IsHere);
        foreach (var file in set.Files)
        {
            var (form, path) = file.Find(id)!.Value;
            Assert.True(form.IsRight(path), path);
            Assert.Equal("SHA-256", form.SumKind);
        }
    }

    [Fact]
    public void Known_sets_are_whole_and_of_their_shape()
    {
        foreach (var known in DatasetCatalog.All.Where(set => set.Id is "mnist" or "digits"))
            foreach (var (split, count) in known.Parts)
            {
                var set = known.Load(split);
                Assert.Equal((known.Id, known.Shape, count, split), (set.Name, set.Shape, set.Count, set.Split));
            }
    }

    [Fact]
    public void The_digits_are_those_that_are_known()
    {
        var (set, rng) = (Digits.Load(), new Rng(1));
        var image = new float[64];
        set.Read(0, image, ref rng);
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], image[..8].Select(pixel => pixel * 16));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], set.Labels[..10].ToArray());
        var counts = set.Labels.ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value);
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], counts);   // of the UCI repository's description
    }

    [Fact]
    public void A_line_of_digits_that_is_none_is_told()
    {
        foreach (var (line, sentence) in ((string, string)[])[(Line(16, 9), ""), (Line(17, 9), "in column 64"), (Line(0, 10), "in column 65"), ("1,2", "has 2 numbers")])
        {
            using var file = new TemporaryFile(Encoding.UTF8.GetBytes(line));
            if (sentence.Length == 0) Assert.Equal(1, Digits.Read(file.Path).Count);
            else Assert.Contains(sentence, Assert.Throws<BadInputException>(() => Digits.Read(file.Path)).Message, StringComparison.Ordinal);
        }

        static string Line(int last, int digit) =>
            string.Join(',', Enumerable.Repeat(0, 63).Append(last).Append(digit).Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_known_set_cut_where_an_image_ends_is_refused()
    {
        using var packed = new TemporaryFile(new byte[98 * 9999]);
        var cut = BinarizedMnist.Read(DataSplit.Test, packed.Path);
        Assert.Contains("should have 10000 images but has 9999",
            Assert.Throws<BadInputException>(() => DatasetCatalog.Whole(cut, 10000, packed.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_set_is_told_with_the_command_that_fetches_it()
    {
        Assert.Contains("'pathwise data get cifar10'", Assert.Throws<BadInputException>(() => DataFolders.Find("cifar10", "no-file")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pathwise data get", Assert.Throws<BadInputException>(() => DataFolders.Find("digits", "no-file")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'mnist'", Assert.Throws<BadInputException>(() => DatasetCatalog.Find("mnst")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_there_is_not_is_told() =>
        Assert.Contains("no test part", Assert.Throws<BadInputException>(() => DatasetCatalog.Find("digits").Load(DataSplit.Test)).Message, StringComparison.Ordinal);

    [Fact]
    public void Sums_and_addresses_are_well_formed()
    {
        foreach (var file in DatasetCatalog.All.SelectMany(set => set.Files))
        {
            Assert.Contains(file.Sum.Length, (int[])[32, 64]);
            Assert.All(file.Sum, digit => Assert.True(char.IsAsciiHexDigitLower(digit)));
            Assert.True(file.Address is null || file.Address.AbsolutePath.EndsWith(file.Name, StringComparison.Ordinal)
                || file.Address.AbsolutePath.EndsWith(file.Name + ".gz", StringComparison.Ordinal));
        }
    }
}
