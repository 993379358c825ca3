namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class VaeEvaluateCommandTests
{
    [Fact]
    public void The_likelihood_is_above_the_bound_and_the_divergences_add_up()
    {
        using var folder = Trained("40");
        var json = Evaluated(folder);
        var (test, likelihood) = (json.GetProperty("test"), json.GetProperty("negativeLogLikelihood"));
        Assert.Equal((12, 50), (json.GetProperty("images").GetInt32(), likelihood.GetProperty("samples").GetInt32()));
        Assert.True(likelihood.GetProperty("mean").GetDouble() < test.GetProperty("loss").GetDouble());
        Assert.Equal(
            test.GetProperty("kl").GetDouble(),
            json.GetProperty("latentDivergences").EnumerateArray().Sum(nats => nats.GetDouble()), 1e-4);
        Assert.Equal(
            likelihood.GetProperty("mean").GetDouble() / (16 * Math.Log(2)), json.GetProperty("bitsPerDimension").GetDouble(), 1e-12);
        Assert.False(json.GetProperty("collapsed").GetBoolean());
    }

    [Fact]
    public void Too_high_a_beta_rings_the_alarm()
    {
        using var folder = Trained("40", "--set", "beta=1000");
        Assert.True(Evaluated(folder).GetProperty("collapsed").GetBoolean());
        Assert.Contains("COLLAPSED", Session.Run("vae", "evaluate", folder["run"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_embedding_has_a_line_for_each_test_image()
    {
        using var folder = Trained("1");
        var session = Session.Run("vae", "embed", folder["run"], "--json");
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        var lines = File.ReadAllLines(session.Json().GetProperty("file").GetString()!);
        Assert.Equal("image,mean1,mean2,sigma1,sigma2", lines[0]);
        Assert.Equal(13, lines.Length);
        Assert.All(lines, line => Assert.Equal(5, line.Split(',').Length));
    }

    private static TemporaryFolder Trained(string epochs, params string[] more)
    {
        var folder = new TemporaryFolder();
        var session = Session.Run(
        [
            "vae", "train", TinyImages.Write(folder["tiny"]), "--latent", "2", "--hidden", "16", "--batch", "8", "--set", "stepSize=0.01",
            "--epochs", epochs, "--run-dir", folder["run"], .. more,
        ]);
        Assert.Equal(0, session.ExitCode);
        return folder;
    }

    private static System.Text.Json.JsonElement Evaluated(TemporaryFolder folder)
    {
        var session = Session.Run("vae", "evaluate", folder["run"], "--samples", "50", "--json");
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        return session.Json();
    }
}
