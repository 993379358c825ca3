using System.Text;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Tests.Datasets;

public sealed class CsvFileTests
{
    [Theory]
    [InlineData("1,2.5,-3e2\n4,5,6\n")]
    [InlineData("1,2.5,-3e2\r\n4,5,6\r\n\r\n")]
    [InlineData("\uFEFF1;2.5;-3e2\n4;5;6")]
    [InlineData("1\t2.5\t-3e2\n 4\t5 \t6")]
    [InlineData("width,height,\"depth, mean\"\n1,2.5,-3e2\n\"4\",5,6")]
    public void Tables_in_their_usual_forms_are_the_same_numbers(string text)
    {
        using var file = Csv(text);
        var set = CsvFile.Read("mine", DataSplit.Test, file.Path);
        Assert.Equal((2, new ImageShape(1, 3), DataSplit.Test, "mine", 0), (set.Count, set.Shape, set.Split, set.Name, set.Labels.Length));
        Assert.Equal([1, 2.5f, -300, 4, 5, 6], Numbers(set));
    }

    [Theory]
    [InlineData("a,class,b\n1,7,2\n3,0,4", "class")]
    [InlineData("a,class,b\n1,7,2\n3,0,4", "2")]
    [InlineData("1,7,2\n3,0,4", "2")]
    public void A_column_can_hold_labels(string text, string column)
    {
        using var file = Csv(text);
        var set = CsvFile.Read("mine", DataSplit.Train, file.Path, labelColumn: column);
        Assert.Equal([7, 0], set.Labels.ToArray());
        Assert.Equal([1, 2, 3, 4], Numbers(set));
    }

    [Fact]
    public void A_first_line_of_numbers_can_be_a_header()
    {
        using var file = Csv("0,1\n5,6");
        Assert.Equal([5, 6], Numbers(CsvFile.Read("mine", DataSplit.Train, file.Path, hasHeader: true)));
        Assert.Equal([0, 1, 5, 6], Numbers(CsvFile.Read("mine", DataSplit.Train, file.Path)));
    }

    [Theory]
    [InlineData("1,2\n3\n", "Line 2 of '", "has 1 field where the first line has 2")]
    [InlineData("1,2\n3,4,5\n", "Line 2 of '", "has 3 fields where the first line has 2")]
    [InlineData("1,2\n\n3,4\n", "Line 2 of '", "has 1 field where")]
    [InlineData("a,b\n1,2\n3,NaN\n", "Line 3 of '", "holds 'NaN' in column 2 ('b')")]
    [InlineData("1,2\n-inf,4\n", "Line 2 of '", "holds '-inf' in column 1")]
    [InlineData("1,2\n1e99,4\n", "Line 2 of '", "holds '1e99' in column 1")]
    [InlineData("1,2\n3,four\n", "Line 2 of '", "holds 'four' in column 2; it must be a finite number")]
    [InlineData("1,x\n3,4\n", "Line 1 of '", "holds 'x' in column 2")]
    [InlineData("1,2\n3,\n", "Line 2 of '", "is empty in column 2")]
    [InlineData("", "no line of numbers")]
    [InlineData("\n\n", "no line of numbers")]
    [InlineData("a,b\n", "no line of numbers")]
    public void What_is_wrong_is_told_with_line_and_column(string text, params string[] parts)
    {
        using var file = Csv(text);
        var sentence = Assert.Throws<BadInputException>(() => CsvFile.Read("mine", DataSplit.Train, file.Path)).Message;
        Assert.All(parts, part => Assert.Contains(part, sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a,class\n1,0\n2,1.5", "class", "Line 3 of '", "holds 1.5 in column 2 ('class')")]
    [InlineData("1,0\n2,-1", "2", "Line 2 of '", "holds -1 in column 2")]
    [InlineData("a,class\n1,0", "clas", "did you mean 'class'")]
    [InlineData("1,0", "3", "numbers from 1 to 2")]
    [InlineData("1\n0", "1", "no column besides its labels")]
    public void A_column_that_holds_no_labels_is_told(string text, string column, params string[] parts)
    {
        using var file = Csv(text);
        var sentence = Assert.Throws<BadInputException>(() => CsvFile.Read("mine", DataSplit.Train, file.Path, labelColumn: column)).Message;
        Assert.All(parts, part => Assert.Contains(part, sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_cut_anywhere_is_read_so_far_or_bad_input()
    {
        var whole = Encoding.UTF8.GetBytes("größe,b\n1.5,2\n-3,4e1\n");
        for (var length = 0; length < whole.Length; length++)
        {
            using var file = new TemporaryFile(whole[..length]);
            if (Record.Exception(() => CsvFile.Read("mine", DataSplit.Train, file.Path)) is { } thrown) Assert.IsType<BadInputException>(thrown);
        }
    }

    private static TemporaryFile Csv(string text) => new(Encoding.UTF8.GetBytes(text));

    private static float[] Numbers(Dataset set)
    {
        var (numbers, rng) = (new float[set.Count * set.Size], new Rng(1));
        set.Gather([.. Enumerable.Range(0, set.Count)], numbers, ref rng);
        return numbers;
    }
}
