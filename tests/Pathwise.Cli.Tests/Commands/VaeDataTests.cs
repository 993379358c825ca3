using System.Text.Json;
using SkiaSharp;

namespace Pathwise.Cli.Tests.Commands;

/// <summary><c>pathwise vae train</c> on data of every form, and what is told of data that cannot be used.</summary>
[Collection(OneAtATime.Name)]
public sealed class VaeDataTests
{
    private static readonly string[] Small = ["--latent", "2", "--hidden", "8", "--batch", "16", "--epochs", "2"];

    [Fact]
    public void A_known_set_is_learned_by_its_name()
    {
        using var folder = new TemporaryFolder();
        var json = Trained(folder, "digits", "--convention", "dynamic");
        Assert.Equal(("digits", "dynamic"), (json.GetProperty("dataset").GetString(), json.GetProperty("convention").GetString()));
        Assert.Equal("bernoulli", Setting(folder, "decoder"));
        AssertResumesExactly(folder, "digits", "--convention", "dynamic");
    }

    [Fact]
    public void A_table_is_learned_with_gaussians_and_its_labels_are_embedded()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder, row => $"{row % 3},{row / 10.0},{-row}");
        Trained(folder, table, "--labels", "kind", "--seed", "5");
        Assert.Equal("gaussianShared", Setting(folder, "decoder"));
        var embedded = Session.Run("vae", "embed", folder["run"], "--json").Json().GetProperty("file").GetString()!;
        Assert.Equal("image,label,mean1,mean2,sigma1,sigma2", File.ReadLines(embedded).First());
        AssertResumesExactly(folder, table, "--labels", "kind", "--seed", "5");
    }

    [Fact]
    public void A_table_of_very_different_columns_is_warned_of_and_standardised()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder, row => $"{row % 3},{row * 1e5},{-row * 1e-3}");
        var plain = Session.Run(["vae", "train", table, .. Small, "--run-dir", folder["plain"]]);
        Assert.Contains("--standardize brings them to one scale", plain.Error, StringComparison.Ordinal);
        string[] more = ["--labels", "kind", "--standardize"];
        Trained(folder, table, more);
        AssertResumesExactly(folder, table, more);

        JsonElement Embedded(params string[] data) => Session.Run(["vae", "embed", folder["run"], "--json", .. data]).Json();
        Assert.Equal(40, Embedded("--data", table).GetProperty("images").GetInt32());
        var lines = File.ReadAllLines(Path.Combine(folder["run"], "embedding.csv"));
        Assert.Equal("image,label,mean1,mean2,sigma1,sigma2", lines[0]);
        Assert.Equal(4, Embedded().GetProperty("images").GetInt32());
        foreach (var held in File.ReadAllLines(Path.Combine(folder["run"], "embedding.csv"))[1..])
            Assert.Contains(lines, line => line.Split(',').Skip(1).SequenceEqual(held.Split(',').Skip(1)));
    }

    [Theory]
    [InlineData("grey")]
    [InlineData("rgb")]
    public void A_folder_of_pictures_is_learned_and_drawn(string colours)
    {
        using var folder = new TemporaryFolder();
        var pictures = Pictures(folder);
        Trained(folder, pictures, "--colours", colours);
        Assert.Equal("gaussianShared", Setting(folder, "decoder"));
        AssertResumesExactly(folder, pictures, "--colours", colours);
        using var drawn = SKBitmap.Decode(
            Session.Run("vae", "reconstruct", folder["run"], "--images", "2", "--json").Json().GetProperty("picture").GetString());
        Assert.Equal(colours == "grey", Enumerable.Range(0, drawn.Width).All(x => drawn.GetPixel(x, 0) is var pixel && pixel.Red == pixel.Green && pixel.Green == pixel.Blue));
        Assert.StartsWith("image,label,", File.ReadLines(
            Session.Run("vae", "embed", folder["run"], "--json").Json().GetProperty("file").GetString()!).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_has_changed_cannot_be_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder, row => $"{row % 3},{row / 10.0},{-row}");
        Session.Run(Catalogue.Standard, new(canceled: true), ["vae", "train", table, .. Small, "--run-dir", folder["run"]]);
        Table(folder, row => $"{row % 3},{row / 10.0},{(row == 7 ? 8 : -row)}");
        AssertRefused(
            $"The data set '{table}' holds other examples than when the run in '{folder["run"]}' was begun, so it cannot go on exactly; "
            + "put them back, or begin another run.", "vae", "resume", folder["run"]);
        File.Delete(table);
        AssertRefused($"There is no data set '{table}': no file or folder lies there.", "vae", "resume", folder["run"]);
        Table(folder, row => $"{row % 3},{row / 10.0},{-row}");
        Assert.Equal(0, Session.Run("vae", "resume", folder["run"]).ExitCode);
    }

    [Fact]
    public void An_idx_file_that_is_cut_short_or_no_idx_file_is_told()
    {
        using var folder = new TemporaryFolder();
        var images = TinyImages.Write(folder["tiny"]);
        var bytes = File.ReadAllBytes(images);
        File.WriteAllBytes(images, bytes[..1000]);
        AssertNoRun(
            folder, $"The file '{images}' should hold 120 images of 4 × 4, 1920 bytes, but holds 984; it is cut short or damaged, so fetch it again.", images);
        bytes[3] = 1;
        File.WriteAllBytes(images, bytes);
        AssertNoRun(folder, $"The file '{images}' is no IDX file of images: it begins with 0x00000801 where 0x00000803 is needed.", images);
        File.WriteAllBytes(images, [0, 0, 8]);
        AssertNoRun(folder, $"The file '{images}' ends within its IDX header; fetch it again.", images);
    }

    [Fact]
    public void A_table_that_is_none_is_told_with_line_and_column()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder, row => row == 3 ? "0,nan,1" : "0,1,2");
        AssertNoRun(folder, $"Line 5 of '{table}' holds 'nan' in column 2 ('size'); it must be a finite number.", table);
        Table(folder, row => row == 3 ? "0,1" : "0,1,2");
        AssertNoRun(folder, $"Line 5 of '{table}' has 2 fields where the first line has 3; each line must have as many.", table);
        Table(folder, row => "0,1,2");
        AssertNoRun(folder, $"There is no column of '{table}' 'kinds'; did you mean 'kind'?", table, "--labels", "kinds");
        AssertNoRun(
            folder, "The data set 'table.csv' holds 2, but the decoder is for numbers in [0, 1]; set decoder to gaussianShared, or scale the numbers.",
            table, "--decoder", "bernoulli");
        AssertNoRun(
            folder, "The data set 'table.csv' cannot be binarised: it holds 2, which is no probability; scale it to [0, 1].", table, "--convention", "dynamic");
    }

    [Fact]
    public void Pictures_that_cannot_be_used_are_told_by_their_names()
    {
        using var folder = new TemporaryFolder();
        var pictures = Pictures(folder);
        var first = Path.Combine(pictures, "blue", "00.png");
        AssertNoRun(folder, $"The picture '{first}' is in colour; choose the colours grey or rgb.", pictures);
        var odd = Path.Combine(pictures, "red", "99.png");
        Draw(odd, 5, 4, SKColors.Red);
        AssertNoRun(
            folder, $"The picture '{first}' is 4 wide and 4 high, but '{odd}' is 5 wide and 4 high; scale all pictures to one size.", pictures, "--colours", "rgb");
        File.WriteAllBytes(odd, File.ReadAllBytes(first)[..40]);
        AssertNoRun(
            folder, $"The picture '{odd}' is damaged, cut short or no picture at all; replace it or take it away.", pictures, "--colours", "grey");
        AssertNoRun(folder, $"The file '{first}' is one picture; give the folder that it lies in with others.", first);
        AssertNoRun(folder, "There is no choice of colours 'gray'; did you mean 'grey'?", pictures, "--colours", "gray");
        Directory.CreateDirectory(folder["none"]);
        AssertNoRun(
            folder, $"The folder '{folder["none"]}' holds no pictures: no files that end with .png, .jpg, .jpeg, .webp, .bmp, .gif.", folder["none"]);
    }

    [Theory]
    [InlineData("The data set 'digits' has no static binarisation; choose the convention grey or dynamic.", "digits", "--convention", "static")]
    [InlineData("Only a table (.csv or .tsv) has a column of labels, and 'digits' is none; leave the column out.", "digits", "--labels", "a")]
    [InlineData("There is no data set 'nowhere.csv': no file or folder lies there.", "nowhere.csv", "--labels", "a")]
    [InlineData("The value of --latent cannot be '0'; it must be a whole number from 1 to 65536.", "digits", "--latent", "0")]
    public void What_does_not_fit_is_told_in_one_sentence(string sentence, params string[] args)
    {
        using var folder = new TemporaryFolder();
        AssertNoRun(folder, sentence, args[0], args[1..]);
    }

    [Fact]
    public void A_decoder_that_there_is_not_is_told_with_those_there_are()
    {
        var session = Session.Run("vae", "train", "digits", "--decoder", "gausian");
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("decoder", session.Error, StringComparison.Ordinal);
        Assert.Contains("gaussianShared", session.Error, StringComparison.Ordinal);
    }

    private static JsonElement Trained(TemporaryFolder folder, string dataset, params string[] more)
    {
        var session = Session.Run(["vae", "train", dataset, .. Small, "--run-dir", folder["run"], "--json", .. more]);
        Assert.True(session.ExitCode == 0, session.Error);
        return session.Json();
    }

    private static void AssertResumesExactly(TemporaryFolder folder, string dataset, params string[] more)
    {
        var stopped = Session.Run(
            Catalogue.Standard, new(canceled: true), ["vae", "train", dataset, .. Small, "--run-dir", folder["stopped"], .. more]);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Equal(0, Session.Run("vae", "resume", folder["stopped"]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["run"]), RunFiles.Of(folder["stopped"]));
    }

    private static void AssertNoRun(TemporaryFolder folder, string sentence, string dataset, params string[] more)
    {
        AssertRefused(sentence, ["vae", "train", dataset, "--run-dir", folder["run"], .. more]);
        Assert.False(Directory.Exists(folder["run"]));
    }

    private static void AssertRefused(string sentence, params string[] args)
    {
        var session = Session.Run(args);
        Assert.Equal(2, session.ExitCode);
        Assert.Equal($"error: {sentence}", session.Error.Split('\n')[^2]);
    }

    private static string Setting(TemporaryFolder folder, string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "manifest.json")))
            .RootElement.GetProperty("settings").GetProperty(name).GetString()!;

    private static string Table(TemporaryFolder folder, Func<int, string> row)
    {
        File.WriteAllLines(folder["table.csv"], ["kind,size,depth", .. Enumerable.Range(0, 40).Select(row)]);
        return folder["table.csv"];
    }

    private static string Pictures(TemporaryFolder folder)
    {
        foreach (var (name, colour) in new[] { ("red", SKColors.Red), ("blue", SKColors.Blue) })
        {
            Directory.CreateDirectory(Path.Combine(folder["pictures"], name));
            for (var i = 0; i < 20; i++) Draw(Path.Combine(folder["pictures"], name, $"{i:00}.png"), 4, 4, colour.WithBlue((byte)(5 + (10 * i))));
        }

        return folder["pictures"];
    }

    private static void Draw(string path, int width, int height, SKColor colour)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }
}
