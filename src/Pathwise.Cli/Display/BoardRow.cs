using Pathwise.Cli.Runs;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;

namespace Pathwise.Cli.Display;

/// <summary>One run as those who watch see it.</summary>
/// <param name="name">What it is called on the board.</param>
internal sealed class BoardRow(string name) : IReplicateObserver
{
    /// <summary>What it does before it begins.</summary>
    public const string Waiting = "waiting";

    /// <summary>What it does while it learns.</summary>
    public const string AtLearning = "learning";

    /// <summary>What it does once it has learned.</summary>
    public const string AtEvaluation = "evaluating";

    private const int MostReturns = 512;

    private readonly Lock _lock = new();
    private readonly List<double> _returns = [];
    private TrainingProgress? _progress;
    private string _stage = Waiting;
    private int _skip, _stride = 1;

    /// <summary>What it is called.</summary>
    public string Name { get; } = name;

    /// <summary>Takes the latest numbers; from the thread that learns.</summary>
    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            _progress = value;
            if (double.IsFinite(value.MeanReturn) && ++_skip >= _stride) Remember(value.MeanReturn);
        }
    }

    /// <inheritdoc/>
    public void Learning() => Enter(AtLearning);

    /// <inheritdoc/>
    public void Evaluating() => Enter(AtEvaluation);

    /// <inheritdoc/>
    public void Ended(Replicate replicate) => Enter(replicate switch
    {
        { Training.Status: not RunStatus.Completed and var status } => RunJson.NameOf(status),
        { Greedy: null } => "not evaluated",
        { Greedy.Threshold: null } => "done",
        _ => replicate.IsSolved ? "solved" : "not solved",
    });

    /// <summary>The row as it stands.</summary>
    public BoardView View()
    {
        lock (_lock) return new(Name, _stage, _progress, [.. _returns]);
    }

    private void Enter(string stage)
    {
        lock (_lock) _stage = stage;
    }

    /// <summary>Keeps the whole history at an even distance: when it is full, every second point goes.</summary>
    private void Remember(double value)
    {
        _skip = 0;
        _returns.Add(value);
        if (_returns.Count < MostReturns) return;
        for (var i = 0; i < MostReturns / 2; i++) _returns[i] = _returns[2 * i];
        _returns.RemoveRange(MostReturns / 2, MostReturns / 2);
        _stride *= 2;
    }
}
