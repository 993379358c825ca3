using Pathwise.Datasets;

namespace Pathwise.Tests.Datasets;

public sealed class LabelListTests
{
    [Theory]
    [InlineData("4", new[] { 4 })]
    [InlineData("4, 9,0", new[] { 4, 9, 0 })]
    public void Labels_are_numbers_with_commas_between(string text, int[] labels)
    {
        Assert.Equal(labels, LabelList.Parse(text));
        Assert.Equal(labels, LabelList.Parse(LabelList.Of(labels)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("four")]
    [InlineData("4,,9")]
    [InlineData("-1")]
    public void Other_texts_are_refused(string text) => Assert.Equal(
        $"The labels '{text}' cannot be used; they are whole numbers with commas between, as in 4,9.",
        Assert.Throws<BadInputException>(() => LabelList.Parse(text)).Message);

    [Fact]
    public void Examples_of_named_labels_are_marked()
    {
        var examples = new Dataset("three", DataSplit.Test, new(1, 1), new float[] { 1, 2, 3 }, [4, 9, 4]);
        Assert.Equal([true, false, true], new[] { 4 }.Marked(examples));
        Assert.Equal([false, false, false], Array.Empty<int>().Marked(examples));
        Assert.Equal(
            "No example of 'three' has the label 5; there are 4,9.",
            Assert.Throws<BadInputException>(() => new[] { 5 }.Marked(examples)).Message);
    }
}
