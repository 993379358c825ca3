using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

/// <summary>The commands of <c>pathwise vae</c> on models of every kind.</summary>
[Collection(OneAtATime.Name)]
public sealed class VaeModelTests
{
    public static TheoryData<string, string[]> Models => new()
    {
        { "vae", ["--set", "bound=importanceWeighted", "--set", "samples=2"] },
        { "autoencoder", [] },
        { "denoising", ["--set", "corruption=gaussian", "--set", "corruptionLevel=0.3"] },
        { "denoising", ["--set", "corruption=masking"] },
        { "denoising", ["--set", "corruption=saltAndPepper"] },
        { "bernoulli", ["--set", "estimator=vimco"] },
        { "bernoulli", ["--set", "estimator=gumbelSoftmax"] },
        { "bernoulli", ["--set", "estimator=learnedBaseline"] },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Interrupted_and_resumed_it_leaves_the_bytes_of_an_uninterrupted_run(string model, string[] more)
    {
        using var folder = new TemporaryFolder();
        string[] train = Train(folder, model, "4", more);
        Assert.Equal(0, Session.Run([.. train, "--run-dir", folder["whole"], "--threads", "1"]).ExitCode);

        var stopped = Session.Run(Catalogue.Standard, new(canceled: true), [.. train, "--run-dir", folder["run"], "--threads", "2"]);
        Assert.Equal(130, stopped.ExitCode);
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "manifest.json"))).RootElement;
        Assert.Equal(model, manifest.GetProperty("algorithm").GetString());
        Assert.Equal("interrupted", manifest.GetProperty("status").GetString());
        Assert.Equal(0, Session.Run("vae", "resume", folder["run"]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["whole"]), RunFiles.Of(folder["run"]));
    }

    [Theory]
    [InlineData("vae", "image,mean1,mean2,sigma1,sigma2")]
    [InlineData("autoencoder", "image,code1,code2")]
    [InlineData("denoising", "image,code1,code2")]
    [InlineData("bernoulli", "image,probability1,probability2")]
    public void What_makes_sense_for_a_model_works(string model, string header)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run([.. Train(folder, model, "2"), "--run-dir", folder["run"]]).ExitCode);
        foreach (var command in (string[][])[["reconstruct"], ["interpolate", "--rows", "2"], ["traverse", "--steps", "3"]])
            Assert.True(File.Exists(Run(folder, command).GetProperty("picture").GetString()));
        Assert.Equal(header, File.ReadLines(Run(folder, "embed").GetProperty("file").GetString()!).First());

        var (evaluated, hasPrior) = (Run(folder, "evaluate"), model is "vae" or "bernoulli");
        var test = evaluated.GetProperty("test");
        Assert.Equal(
            test.GetProperty("loss").GetDouble(), test.GetProperty("reconstruction").GetDouble() + test.GetProperty("kl").GetDouble(), 1e-5);
        Assert.Equal(hasPrior, evaluated.GetProperty("negativeLogLikelihood").ValueKind == JsonValueKind.Object);
        Assert.Equal(hasPrior, evaluated.GetProperty("bitsPerDimension").ValueKind == JsonValueKind.Number);
        var told = Session.Run("vae", "evaluate", folder["run"]).Output;
        Assert.Equal(hasPrior, told.Contains("−ln p(x)", StringComparison.Ordinal));
        Assert.Equal(hasPrior ? 0 : 2, Session.Run("vae", "sample", folder["run"]).ExitCode);
    }

    [Theory]
    [InlineData("sample", "Samples are drawn of codes from a prior")]
    [InlineData("manifold", "A manifold is drawn of latents with a Gaussian prior")]
    public void What_makes_none_is_told_in_one_sentence(string command, string need)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run([.. Train(folder, "autoencoder", "1"), "--run-dir", folder["run"]]).ExitCode);
        var session = Session.Run("vae", command, folder["run"]);
        Assert.Equal(
            (2, $"error: {need}, but the run in '{folder["run"]}' is of the model 'autoencoder'; train another one with "
                + "'pathwise vae train --model vae'.\n"),
            (session.ExitCode, session.Error));
    }

    [Theory]
    [InlineData("There is no model 'vea'; did you mean 'vae'?", "--model", "vea")]
    [InlineData("There is no option 'beta'; there are:", "--model", "autoencoder", "--set", "beta=4")]
    [InlineData("The option corruptionLevel cannot be 2: it is a share of the pixels, at most 1.",
        "--model", "denoising", "--set", "corruptionLevel=2")]
    [InlineData("The option beta cannot be 4 with VIMCO, which climbs a bound of its own; set it to 1.",
        "--model", "bernoulli", "--set", "estimator=vimco", "--set", "beta=4")]
    public void A_setting_that_does_not_fit_leaves_no_folder(string sentence, params string[] args)
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(["vae", "train", TinyImages.Write(folder["tiny"]), "--run-dir", folder["run"], .. args]);
        Assert.Equal(2, session.ExitCode);
        Assert.StartsWith($"error: {sentence}", session.Error, StringComparison.Ordinal);
        Assert.Equal(1, session.Error.AsSpan().Count('\n'));
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Theory]
    [InlineData("vae", "freeNats")]
    [InlineData("autoencoder", "decoder")]
    [InlineData("denoising", "corruption")]
    [InlineData("bernoulli", "estimator")]
    public void A_model_can_be_described(string model, string option)
    {
        Assert.Contains($"\n{option} ", Session.Run("describe", model).Output, StringComparison.Ordinal);
        Assert.Contains(
            Session.Run("describe", model, "--json").Json().GetProperty("options").EnumerateArray(),
            one => one.GetProperty("name").GetString() == option);
    }

    private static string[] Train(TemporaryFolder folder, string model, string epochs, params string[] more) =>
    [
        "vae", "train", TinyImages.Write(folder["tiny"]), "--model", model, "--latent", "2", "--hidden", "8", "--batch", "16",
        "--epochs", epochs, .. more,
    ];

    private static JsonElement Run(TemporaryFolder folder, params string[] command)
    {
        var session = Session.Run(["vae", command[0], folder["run"], .. command[1..], "--json"]);
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        return session.Json();
    }
}
