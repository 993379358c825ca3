using Pathwise.ArchitectureSearch.Training;
using Pathwise.Datasets;
using Pathwise.Randomness;
using Pathwise.Torch.Images;
using SkiaSharp;

namespace Pathwise.Torch.Tests.Images;

public sealed class ImageTests
{
    [Fact]
    public void A_small_image_has_the_means_of_the_areas_that_its_pixels_cover()
    {
        var average = new AreaAverage(new(2, 3), 1, 2);
        var small = new float[2];
        average.Apply([1, 2, 3, 5, 6, 7], small);
        // Each pixel covers one and a half columns: (1 + 5 + (2 + 6)/2) / 3 and ((2 + 6)/2 + 3 + 7) / 3.
        Assert.Equal(10f / 3, small[0], 1e-6);
        Assert.Equal(14f / 3, small[1], 1e-6);
    }

    [Fact]
    public void Shrinking_keeps_each_channels_mean_and_the_same_size_changes_nothing()
    {
        var (shape, rng) = (new ImageShape(28, 20, 3), new Rng(1));
        var image = new float[shape.Size];
        rng.FillUniform(image);
        var small = new float[16 * 16 * 3];
        new AreaAverage(shape, 16, 16).Apply(image, small);
        for (var c = 0; c < 3; c++)
            Assert.Equal(
                image[(c * 560)..((c + 1) * 560)].Average(), small[(c * 256)..((c + 1) * 256)].Average(), 1e-5);

        var same = new float[shape.Size];
        new AreaAverage(shape, 28, 20).Apply(image, same);
        Assert.Equal(image, same);
    }

    [Fact]
    public void Digits_are_split_into_three_parts_with_normal_channels()
    {
        var options = new ChildTrainingOptions
        {
            Dataset = "digits", ValidationImages = 300, TrainingImages = 500, Pixels = 6,
        };
        var images = ChildImages.Load(options);

        Assert.Equal((500, 300, 300), (images.Training.Count, images.Validation.Count, images.Test.Count));
        Assert.Equal(new ImageShape(6, 6), images.Training.Shape);
        Assert.Equal(10, images.Classes);
        Assert.False(images.MayBeFlipped);
        Assert.Equal(0, images.Training.Numbers.Average(), 1e-4);
        Assert.Equal(1, images.Training.Numbers.Average(x => (double)x * x), 1e-4);
        Assert.InRange(images.Validation.Numbers.Average(), -0.1, 0.1);
        var again = ChildImages.Load(options);
        Assert.Equal(images.Validation.Labels, again.Validation.Labels);
    }

    [Fact]
    public void A_fifth_of_a_small_set_is_held_out_where_nobody_says_how_much()
    {
        var images = ChildImages.Load(new() { Dataset = "digits" });
        Assert.Equal((1198, 299), (images.Training.Count, images.Validation.Count));
    }

    [Fact]
    public void Too_many_images_held_out_are_refused()
    {
        var error = Assert.Throws<BadInputException>(() =>
            ChildImages.Load(new() { Dataset = "digits", ValidationImages = 1490 }));
        Assert.Contains("fewer validation images", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Crops_move_an_image_by_an_eighth_at_most_and_flips_exchange_left_and_right()
    {
        var numbers = Enumerable.Range(1, 64).Select(i => (float)i).ToArray();
        var images = new PreparedImages(new(8, 8), numbers, [3]);
        var (batch, labels, rng) = (new float[64], new long[1], new Rng(1));
        var seen = new HashSet<(int Down, int Right, bool Flipped)>();
        for (var i = 0; i < 400; i++)
        {
            new ImageBatches(images, Augmentation.CropAndFlip, mayBeFlipped: false).Fill([0], batch, labels, ref rng);
            seen.Add(Assert.Single(
                Changes(), change => Enumerable.Range(0, 64).All(at => batch[at] == Changed(at, change))));
        }

        Assert.Equal(18, seen.Count);       // 3 · 3 moves, flipped or not
        Assert.Equal(3, labels[0]);
        new ImageBatches(images, Augmentation.None, mayBeFlipped: true).Fill([0], batch, labels, ref rng);
        Assert.Equal(numbers, batch);

        float Changed(int at, (int Down, int Right, bool Flipped) change)
        {
            var (row, column) = ((at / 8) - change.Down, (at % 8) - change.Right);
            return row is < 0 or > 7 || column is < 0 or > 7
                ? 0
                : numbers[(row * 8) + (change.Flipped ? 7 - column : column)];
        }

        static IEnumerable<(int, int, bool)> Changes() =>
            from down in Enumerable.Range(-1, 3)
            from right in Enumerable.Range(-1, 3)
            from flipped in new[] { false, true }
            select (down, right, flipped);
    }

    [Fact]
    public void Pictures_in_a_folder_for_each_class_are_a_data_set()
    {
        var folder = Directory.CreateTempSubdirectory("pathwise-").FullName;
        try
        {
            foreach (var (name, colour) in new[] { ("blue", SKColors.Blue), ("red", SKColors.Red) })
                for (var i = 0; i < 6; i++) Draw(Path.Combine(folder, name), $"{i}.png", colour, 8 + i);
            var set = ImageSets.Load(folder);
            Assert.Equal((10, 2), (set.Train.Count, set.Test.Count));
            Assert.Equal(new ImageShape(8, 8, 3), set.Train.Shape);
            Assert.Equal(2, ImageSets.Classes(set));
            var pixels = set.Train.First(1, new SeedSequence(1));
            Assert.Equal(set.Train.Labels[0] == 0 ? 1 : 0, pixels[^1], 1e-6);       // blue is class 0

            File.WriteAllText(Path.Combine(folder, "red", "broken.png"), "no picture");
            var error = Assert.Throws<BadInputException>(() => ImageSets.Load(folder));
            Assert.Contains("broken.png", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static void Draw(string folder, string name, SKColor colour, int size)
        {
            Directory.CreateDirectory(folder);
            using var picture = new SKBitmap(size, size);
            picture.Erase(colour);
            using var file = File.Create(Path.Combine(folder, name));
            picture.Encode(file, SKEncodedImageFormat.Png, 100);
        }
    }
}
