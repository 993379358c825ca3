using Pathwise.Experiments;

namespace Pathwise.Cli.Display;

/// <summary>One run as those who watch see it.</summary>
/// <param name="name">What it is called on the board.</param>
internal sealed class BoardRow(string name) : IProgress<TrainingProgress>
{
    private const int MostReturns = 512;

    private readonly Lock _lock = new();
    private readonly List<double> _returns = [];
    private TrainingProgress? _progress;
    private string _stage = "waiting";
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

    /// <summary>Says what it does now: <c>"learning"</c>.</summary>
    public void Enter(string stage)
    {
        lock (_lock) _stage = stage;
    }

    /// <summary>The row as it stands.</summary>
    public BoardView View()
    {
        lock (_lock) return new(Name, _stage, _progress, [.. _returns]);
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
