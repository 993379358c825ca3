using SkiaSharp;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class VaePictureTests
{
    [Fact]
    public void Every_picture_is_a_png_of_whole_images()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["vae", "train", TinyImages.Write(folder["tiny"]), "--latent", "2", "--hidden", "8", "--epochs", "1"];
        Assert.Equal(0, Session.Run([.. train, "--run-dir", folder["run"]]).ExitCode);
        foreach (var (images, columns, rows, gap, args) in new (int, int, int, int, string[])[]
        {
            (16, 4, 4, 1, ["sample", "--side", "4"]),
            (10, 5, 2, 1, ["reconstruct", "--images", "5"]),
            (9, 3, 3, 0, ["manifold", "--side", "3"]),
            (15, 5, 3, 1, ["interpolate", "--rows", "3", "--steps", "5"]),
            (30, 5, 6, 1, ["interpolate", "--rows", "3", "--steps", "5", "--spherical"]),
            (14, 7, 2, 1, ["traverse", "--steps", "7"]),
        })
        {
            var session = Session.Run(["vae", args[0], folder["run"], .. args[1..], "--json"]);
            Assert.Equal((0, ""), (session.ExitCode, session.Error));
            Assert.Equal(images, session.Json().GetProperty("images").GetInt32());
            using var picture = SKBitmap.Decode(session.Json().GetProperty("picture").GetString());
            Assert.Equal(0, picture.Width % ((columns * (4 + gap)) - gap));
            Assert.Equal(0, picture.Height % ((rows * (4 + gap)) - gap));
        }
    }

    [Fact]
    public void What_cannot_be_drawn_is_told_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["vae", "train", TinyImages.Write(folder["tiny"]), "--latent", "3", "--hidden", "8", "--epochs", "1"];
        Assert.Equal(0, Session.Run([.. train, "--run-dir", folder["run"]]).ExitCode);
        AssertRefused("A manifold is drawn of two latents, but the run has 3; train with --latent 2, or see 'pathwise vae traverse'.", "manifold");
        AssertRefused("A picture is saved as .png or .svg, not as 'a.gif'.", "sample", "--out", "a.gif");
        AssertRefused("There are 12 images for the test, fewer than the 50 that are asked for.", "reconstruct", "--images", "50");

        void AssertRefused(string sentence, string command, params string[] args)
        {
            var session = Session.Run(["vae", command, folder["run"], .. args]);
            Assert.Equal((2, $"error: {sentence}\n"), (session.ExitCode, session.Error));
        }
    }
}
