using System.Security.Cryptography;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Tests.Datasets;

public sealed class MnistTests
{
    [Theory]
    [InlineData("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb")]
    [InlineData("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624")]
    [InlineData("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea")]
    [InlineData("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637")]
    public void The_bundled_files_are_the_official_ones(string file, string md5)
    {
        var bytes = DataFile.ReadAll(DataFolders.Find("mnist", file));
#pragma warning disable CA5351 // The sums that were published are MD5.
        Assert.Equal(md5, Convert.ToHexStringLower(MD5.HashData(bytes)));
#pragma warning restore CA5351
    }

    [Theory]
    [InlineData(DataSplit.Train, 60000, 0.13066)]
    [InlineData(DataSplit.Test, 10000, 0.13251)]
    public void It_has_its_known_count_and_mean(DataSplit split, int count, double mean)
    {
        var set = Mnist.Load(split, PixelConvention.Grey);
        Assert.Equal((count, new ImageShape(28, 28)), (set.Count, set.Shape));
        if (split == DataSplit.Train) Assert.Equal([5, 0, 4, 1, 9], set.Labels[..5].ToArray());
        Assert.Equal(mean, Mean(set, new Rng(1)), tolerance: 0.5e-5);          // printed with five places
    }

    [Fact]
    public void A_dynamic_draw_has_the_grey_mean()
    {
        // Var of the mean of Bernoulli draws is Σ p(1 − p)/n² ≤ (E[x] − E[x²])/n = (0.13066 − 0.11200)/n over the train part.
        var mean = Mean(Mnist.Load(DataSplit.Train, PixelConvention.DynamicBinary), new Rng(5));
        var standardError = Math.Sqrt((0.13066 - 0.11200) / (60000 * 784.0));
        Assert.InRange(mean, 0.13066 - 0.5e-5 - (4 * standardError), 0.13066 + 0.5e-5 + (4 * standardError));
    }

    [Fact]
    public void It_has_no_validation_part() =>
        Assert.Throws<BadInputException>(() => Mnist.Load(DataSplit.Validation, PixelConvention.Grey));

    [Fact]
    public void What_is_missing_is_named() =>
        Assert.Contains("'no-file'", Assert.Throws<BadInputException>(() => DataFolders.Find("mnist", "no-file")).Message, StringComparison.Ordinal);

    private static double Mean(Dataset set, Rng rng)
    {
        var (image, sum) = (new float[set.Size], 0.0);
        for (var i = 0; i < set.Count; i++)
        {
            set.Read(i, image, ref rng);
            foreach (var pixel in image) sum += pixel;
        }

        return sum / ((double)set.Count * set.Size);
    }
}
