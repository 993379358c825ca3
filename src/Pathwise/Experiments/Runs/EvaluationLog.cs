using System.Text;
using System.Text.Json.Nodes;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>The file <c>evaluations.jsonl</c>: a line for every evaluation while a policy learned.</summary>
/// <remarks>It is there from the first evaluation on, and holds no time: a run's seed decides its bytes.</remarks>
internal sealed class EvaluationLog : IDisposable
{
    private const string Step = "step", EndedEpisodes = "episodes", Best = "best";

    private readonly string _path;
    private LineFile? _file;

    /// <summary>Opens the file, if it is there, and cuts off what came after a number of lines.</summary>
    internal EvaluationLog(string path, long lines)
    {
        _path = path;
        if (lines > 0 || File.Exists(path)) _file = new(path, lines);
    }

    /// <summary>Lines in the file.</summary>
    internal long Lines => _file?.Lines ?? 0;

    internal void Write(EvaluationPoint point)
    {
        _file ??= new(_path, lines: 0);
        var json = new JsonObject
        {
            [Step] = point.Steps, [EndedEpisodes] = point.Episodes, [Best] = point.IsBest,
            [EvaluationFile.NameOf(point.Result)] = EvaluationFile.ToJson(point.Result),
        };
        _file.Write(Encoding.UTF8.GetBytes(json.ToJsonString() + "\n"));
    }

    /// <summary>Waits until the disk has it.</summary>
    internal void Flush() => _file?.Flush();

    public void Dispose() => _file?.Dispose();

    /// <summary>The evaluations of all whole lines; none if there is no file.</summary>
    /// <exception cref="BadInputException">A line is damaged.</exception>
    internal static IReadOnlyList<EvaluationPoint> Read(string path) => LearningCurve.ReadAll(path, line =>
    {
        var result = line.EnumerateObject().Last();
        return new EvaluationPoint(
            line.Required(Step).GetInt64(),
            line.Required(EndedEpisodes).GetInt64(),
            EvaluationFile.FromJson(result.Name, result.Value),
            line.Required(Best).GetBoolean());
    });
}
