using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Cli.Tests;

[Collection(OneAtATime.Name)]
public sealed class BadInputTests
{
    [Theory]
    [InlineData(
        "There is no algorithm 'reinforce-baselin'; did you mean 'reinforce-baseline'?",
        "train", "reinforce-baselin", "CartPole-v1")]
    [InlineData(
        "There is no environment 'CartPole-v2'; did you mean 'CartPole-v1'?",
        "train", "reinforce", "CartPole-v2")]
    [InlineData(
        "There is no environment 'cartpole-v1'; did you mean 'CartPole-v1'?",
        "train", "reinforce", "cartpole-v1")]
    [InlineData("There is no command 'trian'; did you mean 'train'?", "trian")]
    [InlineData("There is no command 'environmnts'; did you mean 'environments'?", "list", "environmnts")]
    [InlineData(
        "There is no option '--sead'; did you mean '--seed'?",
        "train", "reinforce", "CartPole-v1", "--sead", "3")]
    [InlineData("There is no figure 'figure-13.3'; did you mean 'figure-13.1'?", "reproduce", "figure-13.3")]
    [InlineData(
        "The figure 'figure-4.1' has one size, which is the full one; leave --full out.",
        "reproduce", "figure-4.1", "--full")]
    [InlineData(
        "The figure 'figure-4.1' is computed on all cores; leave --threads out.",
        "reproduce", "figure-4.1", "--threads", "2")]
    [InlineData(
        "The value of --threads cannot be '0'; it must be a whole number from 1 to 1024.",
        "reproduce", "figure-4.1", "--threads", "0")]
    [InlineData("The figure 'figure-4.1' is one piece; leave --only out.", "reproduce", "figure-4.1", "--only", "ppo")]
    [InlineData(
        "There is no part in rl-benchmark 'CartPole-v2'; did you mean 'CartPole-v1'?",
        "reproduce", "rl-benchmark", "--only", "CartPole-v2")]
    [InlineData("The command 'train' needs <environment>; see 'pathwise train --help'.", "train", "reinforce")]
    [InlineData("The command 'list' needs one of: environments, algorithms, presets, figures.", "list")]
    [InlineData(
        "There is one argument too many: 'extra'; see 'pathwise train --help'.",
        "train", "reinforce", "CartPole-v1", "extra")]
    [InlineData(
        "The seed cannot be '1.5'; it must be a whole number from 0 to 18446744073709551615.",
        "train", "reinforce", "CartPole-v1", "--seed", "1.5")]
    [InlineData(
        "The seed cannot be '-1'; it must be a whole number from 0 to 18446744073709551615.",
        "train", "reinforce", "CartPole-v1", "--seed", "-1")]
    [InlineData(
        "The value of --steps cannot be 'many'; it must be a whole number of at least 1.",
        "train", "reinforce", "CartPole-v1", "--steps", "many")]
    [InlineData(
        "The value of --steps cannot be '0'; it must be a whole number of at least 1.",
        "train", "reinforce", "CartPole-v1", "--steps", "0")]
    [InlineData(
        "The value of --threads cannot be '0'; it must be a whole number from 1 to 1024.",
        "train", "reinforce", "CartPole-v1", "--threads", "0")]
    [InlineData(
        "The value of --set cannot be 'gamma'; it must be name=value, as in --set gamma=0.99.",
        "train", "reinforce", "CartPole-v1", "--set", "gamma")]
    [InlineData(
        "There is no option 'gama'; did you mean 'gamma'?",
        "train", "reinforce", "CartPole-v1", "--set", "gama=0.9")]
    [InlineData(
        "There is no argument of CartPole-v1 called 'suttonBartoRevard'; did you mean 'suttonBartoReward'?",
        "train", "reinforce", "CartPole-v1", "--env", "suttonBartoRevard=1")]
    [InlineData(
        "The argument suttonBartoReward of CartPole-v1 must be true or false, not 0.5.",
        "train", "reinforce", "CartPole-v1", "--env", "suttonBartoReward=0.5")]
    [InlineData(
        "The argument gravity of Pendulum-v1 must be finite, not NaN.",
        "train", "reinforce", "Pendulum-v1", "--steps", "1", "--env", "gravity=nan")]
    [InlineData(
        "No goal can be reached from the start in row 1, column 1 of the lake's map; holes are in the way.",
        "train", "reinforce", "FrozenLake-v1", "--steps", "1", "--env", "map=SHG")]
    [InlineData(
        "The argument gravity of Pendulum-v1 must be a number, not 'high'.",
        "train", "reinforce", "Pendulum-v1", "--steps", "1", "--env", "gravity=high")]
    [InlineData(
        "The value of --env cannot be 'gravity'; it must be name=value, as in --env gravity=9.81.",
        "train", "reinforce", "Pendulum-v1", "--steps", "1", "--env", "gravity")]
    [InlineData(
        "Acrobot-v1 has no arguments, so none called 'gravity'.",
        "train", "reinforce", "Acrobot-v1", "--steps", "1", "--env", "gravity=1")]
    [InlineData("There is no algorithm, environment, model or evaluator 'CartPole'; did you mean 'CartPole-v0'?", "describe", "CartPole")]
    [InlineData(
        "The value of --stop-at cannot be 'soon'; it must be a number, or 'never'.",
        "train", "reinforce", "CartPole-v1", "--stop-at", "soon")]
    [InlineData(
        "There is no preset for reinforce on MountainCar-v0, so say how long to learn: --steps 200000.",
        "train", "reinforce", "MountainCar-v0")]
    [InlineData("The option hidden cannot be 0; it must be a list of whole numbers in [1, 4096].",
        "train", "reinforce", "CartPole-v1", "--set", "hidden=0")]
    [InlineData("The option hidden cannot be '-3,x'; it must be a list of whole numbers in [1, 4096].",
        "train", "reinforce", "CartPole-v1", "--set", "hidden=-3,x")]
    [InlineData("An argument is empty; give it a value or leave it out.", "evaluate", "")]
    [InlineData("There is no folder 'nowhere'.", "evaluate", "nowhere")]
    public void A_mistake_is_one_sentence_and_exit_code_two(string sentence, params string[] args)
    {
        using var folder = new TemporaryFolder();
        var target = args[0] == "train" ? ["--run-dir", folder["run"]] : Array.Empty<string>();

        var plain = Session.Run([.. args, .. target]);
        Assert.Equal((2, "", $"error: {sentence}\n"), (plain.ExitCode, plain.Output, plain.Error));

        var json = Session.Run([.. args, .. target, "--json"]);
        Assert.Equal(2, json.ExitCode);
        Assert.Equal(sentence, json.Json().GetProperty("error").GetString());
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void An_option_out_of_range_is_told_with_its_range()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("train", "reinforce", "CartPole-v1", "--set", "gamma=2", "--run-dir", folder["run"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("gamma cannot be 2", session.Error, StringComparison.Ordinal);
        Assert.Contains("(0, 1]", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_do_not_fit_into_one_folder()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Train(folder).ExitCode);
        var before = RunFiles.Of(folder["run"]);
        var second = Train(folder);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("There is a run in", second.Error, StringComparison.Ordinal);
        Assert.Equal(before, RunFiles.Of(folder["run"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var session = Session.Run("train", "reinforce", "CartPole-v1", "--steps", "1000", "--run-dir", Path.Combine(folder["file"], "run"));
        Assert.Equal(2, session.ExitCode);
        Assert.Equal(1, session.Error.AsSpan().Count('\n'));
    }

    [Fact]
    public void A_figure_is_not_computed_where_its_picture_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var session = Session.Run("reproduce", "figure-13.1", "--out", Path.Combine(folder["file"], "figures"));
        Assert.Equal(2, session.ExitCode);
        Assert.Equal(1, session.Error.AsSpan().Count('\n'));
        Assert.Contains("cannot be made", session.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".safetensors", true)]
    [InlineData(".safetensors", false)]
    [InlineData(".json", true)]
    [InlineData(".json", false)]
    public void A_checkpoint_that_was_cut_or_altered_is_bad_input_for_every_command(string ending, bool isCut)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Train(folder).ExitCode);
        foreach (var file in Directory.GetFiles(Path.Combine(folder["run"], "checkpoints"), "*" + ending))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 0x10;
            File.WriteAllBytes(file, isCut ? bytes[..(bytes.Length / 2)] : bytes);
        }

        foreach (var command in (string[])["evaluate", "play"])
        {
            var session = Session.Run(command, folder["run"], "--json");
            Assert.Equal(2, session.ExitCode);
            Assert.NotEmpty(session.Json().GetProperty("error").GetString()!);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_algorithm_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Train(folder).ExitCode);
        var manifest = Path.Combine(folder["run"], "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"reinforce\"", "\"reinforce-baseline\"", StringComparison.Ordinal));
        var session = Session.Run("evaluate", folder["run"]);
        Assert.Equal(2, session.ExitCode);
        Assert.StartsWith("error: ", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_that_returns_nan_ends_the_run_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var catalogue = Catalogue.Standard with
        {
            Environments = EnvironmentRegistry.Standard.Register<Broken, int, int>(new("Broken-v0") { MaxEpisodeSteps = 50 }, new()),
        };
        var session = Session.Run(catalogue, CancellationToken.None,
            "train", "reinforce", "Broken-v0", "--steps", "1000", "--run-dir", folder["run"], "--json");
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("Broken-v0", session.Json().GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_breaks_is_one_sentence_and_a_trace_only_if_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("PATHWISE_TRACE", null);
        var catalogue = Catalogue.Standard with
        {
            Environments = EnvironmentRegistry.Standard.Register<Broken, int, int>(new("Broken-v0") { MaxEpisodeSteps = 50 }, new(Throws: true)),
        };
        Session Break(params string[] more) => Session.Run(catalogue, CancellationToken.None,
            ["train", "reinforce", "Broken-v0", "--steps", "1000", "--run-dir", folder["run" + more.Length], .. more]);

        var plain = Break();
        Assert.Equal(1, plain.ExitCode);
        Assert.EndsWith("error: Something broke: It fell over. Run again with --trace to see where.\n", plain.Error, StringComparison.Ordinal);
        var traced = Break("--trace");
        Assert.Equal(1, traced.ExitCode);
        Assert.Contains("   at ", traced.Error, StringComparison.Ordinal);
    }

    private static Session Train(TemporaryFolder folder) =>
        Session.Run("train", "reinforce", "CartPole-v1", "--steps", "2000", "--run-dir", folder["run"]);

    private readonly record struct Broken(bool Throws = false) : IDynamics<int, int>
    {
        public Space ObservationSpace => new Box(-1, 1, 1);

        public Space ActionSpace => new Discrete(2);

        public int Reset(ref Rng rng) => 0;

        public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
        {
            state++;
            if (Throws && state > 5) throw new InvalidOperationException("It fell over.");
            return new(1, state >= 20);
        }

        public void Observe(in int state, Span<float> observation) => observation[0] = state > 10 ? float.NaN : 0;

        public void Draw(in int state, ICanvas canvas) => canvas.View(0, 0, 1, 1);
    }
}
