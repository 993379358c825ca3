using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Cli.Runs;
using Pathwise.Environments.Drawing;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;
using Pathwise.Figures.Animation;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise play</c>: shows what a run has learned, in the terminal or as a file.</summary>
internal static class PlayCommand
{
    private const int MostFramesInFile = 1500;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run" };
        var episodes = NumberOption.Whole("--episodes", "Episodes to play [default: 1]", 1, 10_000);
        var sampled = new Option<bool>("--sampled")
        {
            Description = "Draw actions from the policy, instead of taking the most likely",
        };
        var seed = NumberOption.Seed("Other episodes than those that the run is evaluated on [default: the run's]");
        var gif = new Option<string?>("--gif") { Description = "Write an animated GIF instead", HelpName = "file" };
        var svg = new Option<string?>("--svg") { Description = "Write an animated SVG instead", HelpName = "file" };
        var policy = new PolicyChoice();
        var command = new Command("play", "Watch what a run has learned: an animation in the terminal, or in a file.")
        {
            run, episodes, sampled, seed, gif, svg,
        };
        foreach (var option in policy.All) command.Add(option);
        command.SetAction(parsed => Play(context.For(parsed), new Request(
            parsed.GetRequiredValue(run),
            (int)(parsed.GetValue(episodes) ?? 1),
            !parsed.GetValue(sampled),
            parsed.GetValue(seed),
            parsed.GetValue(gif),
            parsed.GetValue(svg),
            policy.Read(parsed))));
        return command;
    }

    private static int Play(CommandContext context, Request request)
    {
        var run = RunPlace.OpenOne(request.Run, context.Catalogue);
        var playback = new Playback(run, request.Policy.Load(run), request.Seed, request.IsGreedy);
        var isFile = request.Gif is not null || request.Svg is not null;

        var episodes = isFile ? Record(context, request, playback)
            : context.IsJson || !context.Terminal.OutputIsTerminal ? Skim(context, request, run, playback)
            : Watch(context, request, run, playback);
        if (context.IsJson) context.Terminal.WriteJson(ToJson(run, request, episodes));
        return context.Cancellation.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    /// <summary>Plays at the environment's speed, in the terminal.</summary>
    private static List<PlayedEpisode> Watch(CommandContext context, Request request, Run run, Playback playback)
    {
        using var screen = new Screen(context.Terminal);
        var pause = TimeSpan.FromSeconds(1.0 / playback.FramesPerSecond);
        return PlayAll(context, request, playback, (episode, scene, earned, length) =>
        {
            screen.Show(scene, Caption(run, request, episode, earned, length));
            return !context.Cancellation.WaitHandle.WaitOne(pause);
        });
    }

    /// <summary>Plays without a pause, and writes each episode's last frame.</summary>
    private static List<PlayedEpisode> Skim(CommandContext context, Request request, Run run, Playback playback)
    {
        Scene? last = null;
        var episodes = PlayAll(context, request, playback, (_, scene, _, _) =>
        {
            last = scene;
            return !context.Cancellation.IsCancellationRequested;
        });
        if (context.IsJson || last is null) return episodes;

        context.Terminal.Output.Write(Screen.Fit(last, 80, 24).ToString());
        context.Terminal.Output.WriteLine(
            Caption(run, request, episodes.Count - 1, episodes[^1].Return, episodes[^1].Length));
        return episodes;
    }

    /// <summary>Plays into files.</summary>
    private static List<PlayedEpisode> Record(CommandContext context, Request request, Playback playback)
    {
        var frames = new List<Scene>();
        var episodes = PlayAll(context, request, playback, (_, scene, _, _) =>
        {
            frames.Add(scene);
            return frames.Count < MostFramesInFile && !context.Cancellation.IsCancellationRequested;
        });
        if (frames.Count >= MostFramesInFile)
            context.Terminal.Error.WriteLine(
                $"Cut after {Wording.Count(MostFramesInFile)} frames, so that the file does not become too large.");

        var speed = playback.FramesPerSecond;
        if (request.Svg is { } svg)
            Write(context, svg, path => OutputFile.Write(path, Encoding.UTF8.GetBytes(SvgAnimation.Of(frames, speed))));
        if (request.Gif is { } gif) Write(context, gif, path => Animate(frames, speed).Save(path));
        return episodes;
    }

    private static void Write(CommandContext context, string path, Action<string> write)
    {
        write(path);
        if (!context.IsJson) context.Terminal.Output.WriteLine($"animation  {path}");
    }

    private static GifAnimation Animate(List<Scene> scenes, int framesPerSecond)
    {
        GifAnimation? animation = null;
        foreach (var frame in scenes.Select(scene => Frame.Of(scene.DrawTo)))
        {
            animation ??= new(frame.Width, frame.Height);
            animation.Add(frame, TimeSpan.FromSeconds(1.0 / framesPerSecond));
        }

        return animation!;
    }

    private static List<PlayedEpisode> PlayAll(
        CommandContext context, Request request, Playback playback, Func<int, Scene, double, int, bool> show)
    {
        var episodes = new List<PlayedEpisode>();
        var goesOn = true;
        for (var episode = 0;
            episode < request.Episodes && goesOn && !context.Cancellation.IsCancellationRequested;
            episode++)
        {
            var number = episode;
            episodes.Add(
                playback.Play(number, (scene, earned, length) => goesOn = show(number, scene, earned, length)));
        }

        return episodes;
    }

    private static string Caption(Run run, Request request, int episode, double earned, int length) =>
        $"{run.Environment.Spec.Id}, {run.Algorithm.Id}{request.Policy.Name}"
        + $"{(request.IsGreedy ? "" : ", sampled")}: "
        + $"episode {episode + 1} of {request.Episodes}, "
        + $"step {Wording.Count(length)}, return {Wording.Return(earned)}";

    private static JsonObject ToJson(Run run, Request request, List<PlayedEpisode> episodes) => new()
    {
        ["run"] = run.Folder,
        ["environment"] = run.Environment.Spec.Id,
        ["policy"] = request.Policy.Key,
        ["greedy"] = request.IsGreedy,
        ["episodes"] = Json.Array(episodes.Select(episode => episode.ToJson())),
        ["gif"] = request.Gif is { } gif ? Path.GetFullPath(gif) : null,
        ["svg"] = request.Svg is { } svg ? Path.GetFullPath(svg) : null,
    };

    private sealed record Request(
        string Run, int Episodes, bool IsGreedy, ulong? Seed, string? Gif, string? Svg, PolicyChoice.Chosen Policy);
}
