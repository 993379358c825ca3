using Pathwise.Datasets;
using Pathwise.Randomness;
using Pathwise.Tests.Experiments.Runs;

namespace Pathwise.Tests.Datasets;

public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_are_in_the_order_of_their_characters()
    {
        foreach (var (name, level) in new[] { ("b.pic", 2), ("a10.pic", 1), ("B.PIC", 0), ("note.txt", 9), (".hidden.pic", 9) }) Write(name, 2, 1, level);
        var folder = Open();
        Assert.Equal(["B.PIC", "a10.pic", "b.pic"], folder.Pictures);
        Assert.Empty(folder.Classes);
        var set = folder.Read("mine", DataSplit.Train);
        Assert.Equal((3, new ImageShape(1, 2), true), (set.Count, set.Shape, set.Labels.IsEmpty));
        Assert.Equal([0, 0, 1 / 255f, 1 / 255f, 2 / 255f, 2 / 255f], set.First(3, new(1)));
    }

    [Fact]
    public void Sub_folders_are_classes_in_the_order_of_names()
    {
        foreach (var name in (string[])["dog/x.pic", "cat/late/y.pic", "cat/a.pic", ".git/z.pic"]) Write(name, 1, 1, 7);
        var folder = Open();
        Assert.Equal(["cat", "dog"], folder.Classes);
        Assert.Equal([0, 0, 1], folder.Read("mine", DataSplit.Train).Labels.ToArray());
        Assert.Null(folder.Parts());
    }

    [Theory]
    [InlineData]
    [InlineData("val")]
    [InlineData("validation")]
    public void Train_and_test_are_parts(params string[] more)
    {
        foreach (var part in (string[])["train", "test", .. more])
            foreach (var (name, level) in new[] { ("cat", 1), ("dog", 2) }) Write($"{part}/{name}/x.pic", 2, 2, level);
        Write("train/dog/y.pic", 2, 2, 2);
        var set = LearningSet.Load(new(_folder.Path), new(1), new Reader());
        Assert.Equal((3, 2), (set.Train.Count, set.Test.Count));
        Assert.Equal([0, 1, 1], set.Train.Labels.ToArray());
        Assert.Equal(DataSplit.Test, set.Test.Split);
    }

    [Fact]
    public void Parts_of_other_classes_are_refused()
    {
        Write("train/cat/x.pic", 2, 2, 1);
        Write("test/dog/x.pic", 2, 2, 1);
        AssertRefused(
            $"The sub-folders of '{_folder.In("train")}' are cat, those of '{_folder.In("test")}' dog; both parts must have the same classes.",
            () => Open().Parts());
    }

    [Fact]
    public void Colours_are_read_as_planes_or_as_luma()
    {
        File.WriteAllText(_folder.In("a.pic"), "2 1 255 0 0 10 20 30");
        var rgb = Open().Read("mine", DataSplit.Train, PictureColours.Rgb);
        Assert.Equal(new ImageShape(1, 2, 3), rgb.Shape);
        Assert.Equal([255, 10, 0, 20, 0, 30], rgb.First(1, new(1)).Select(level => (int)MathF.Round(255 * level)));
        var grey = Open().Read("mine", DataSplit.Train, PictureColours.Grey);
        Assert.Equal([76, 18], grey.First(1, new(1)).Select(level => (int)MathF.Round(255 * level)));     // 76.245 and 18.15
        AssertRefused(
            $"The picture '{_folder.In("a.pic")}' is in colour; choose the colours grey or rgb.",
            () => Open().Read("mine", DataSplit.Train));
    }

    [Fact]
    public void Mixed_sizes_are_told_with_both_files()
    {
        Write("a.pic", 3, 2, 1);
        Write("b.pic", 3, 2, 1);
        Write("c.pic", 2, 3, 1);
        AssertRefused(
            $"The picture '{_folder.In("a.pic")}' is 3 wide and 2 high, but '{_folder.In("c.pic")}' is 2 wide and 3 high; scale all pictures to one size.",
            () => Open().Read("mine", DataSplit.Train));
    }

    [Fact]
    public void A_folder_without_pictures_or_with_both_sorts_is_refused()
    {
        AssertRefused($"The folder '{_folder.Path}' holds no pictures: no files that end with .pic.", () => Open());
        Write("a.pic", 1, 1, 1);
        Write("cat/b.pic", 1, 1, 1);
        AssertRefused(
            $"The folder '{_folder.Path}' holds pictures itself, as 'a.pic', and in sub-folders, as 'cat/b.pic'; put all into sub-folders, "
            + "one for each class, or none.",
            () => Open());
    }

    [Fact]
    public void A_tenth_is_held_out_and_the_seeds_alone_say_which()
    {
        for (var i = 0; i < 40; i++) Write($"{i:00}.pic", 1, 1, i);
        LearningSet Load(ulong seed) => LearningSet.Load(new(_folder.Path), new SeedSequence(seed), new Reader());
        var (one, same, other) = (Load(1), Load(1), Load(2));
        Assert.Equal((36, 4), (one.Train.Count, one.Test.Count));
        Assert.Equal(one.Test.First(4, new(1)), same.Test.First(4, new(1)));
        Assert.NotEqual(one.Test.First(4, new(1)), other.Test.First(4, new(1)));
        Assert.Equal(40, one.Train.First(36, new(1)).Concat(one.Test.First(4, new(1))).Distinct().Count());
    }

    private PictureFolder Open() => PictureFolder.Open(_folder.Path, new Reader());

    private void Write(string name, int width, int height, int level)
    {
        var path = _folder.In(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"{width} {height} {string.Join(' ', Enumerable.Repeat(level, 3 * width * height))}");
    }

    private static void AssertRefused(string sentence, Func<object?> what) => Assert.Equal(sentence, Assert.Throws<BadInputException>(what).Message);

    /// <summary>Width, height and levels as text.</summary>
    private sealed class Reader : IPictureReader
    {
        public IReadOnlyList<string> Endings => [".pic"];

        public RgbPicture Read(string path)
        {
            int[] numbers = [.. File.ReadAllText(path).Split(' ').Select(int.Parse)];
            return new(numbers[0], numbers[1], numbers[2..].Select(level => (byte)level).ToArray());
        }
    }
}
