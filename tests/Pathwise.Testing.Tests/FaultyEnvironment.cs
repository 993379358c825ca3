using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Testing.Tests;

/// <summary>A live environment that breaks one rule: a number is drawn at each step, and the right one of two actions earns it.</summary>
internal sealed class FaultyEnvironment(Fault fault) : IEnvironment<int>
{
    private const int Limit = 10;

    private static ulong _made;

    private readonly ulong _serial = Interlocked.Increment(ref _made);
    private Rng _rng = new(0);
    private long _steps = -1;
    private double _number;
    private int _asked;

    public EnvironmentSpec Spec { get; } = new("Faulty-v0") { MaxEpisodeSteps = Limit };

    public Space ObservationSpace => new Box(0, fault == Fault.ChangingSpaces ? ++_asked : 1, 1);

    public Space ActionSpace => new Discrete(2);

    public void Reset(Span<float> observation, ulong? seed = null)
    {
        if (seed is { } number) _rng = new(number);
        if (fault == Fault.UnseededStart && seed is not null) _rng = new(_serial);
        _steps = 0;
        Observe(observation);
    }

    public Step Step(ReadOnlySpan<int> action, Span<float> observation)
    {
        if (fault == Fault.ThrowsInStep && _steps == 3) throw new InvalidOperationException("out of order");
        if (fault != Fault.TakesAnyAction && action[0] is not (0 or 1)) throw new ArgumentException("no such action");
        if (_steps < 0 && fault != Fault.StepsBeforeReset) throw new InvalidOperationException("not started");
        if (_steps >= Limit && fault is not (Fault.StepsAfterTheEnd or Fault.IgnoresItsLimit))
            throw new InvalidOperationException("over");
        if (fault == Fault.Allocates) GC.KeepAlive(new byte[16]);

        _steps++;
        var reward = action[0] == 1 ? _number : -_number;
        if (fault == Fault.UnseededStep) _rng = new(_rng.NextUInt64() + _serial);
        Observe(observation);
        if (fault == Fault.ObservationOutside && _steps == 5) observation[0] = 1.5f;
        if (fault == Fault.RewardNaN && _steps == 5) reward = double.NaN;
        return new(reward, Terminated: false, Truncated: _steps >= Limit && fault != Fault.IgnoresItsLimit);
    }

    public void Draw(ICanvas canvas) => canvas.View(0, 0, 1, 1);

    public void Save(IStateWriter writer)
    {
        _rng.Save(writer, "stream");
        writer.Write<double>("number", [_number]);
        if (fault == Fault.SavesTwice) writer.Write<double>("number", [_number]);
        if (fault != Fault.ForgetsToSaveItsClock) writer.Write<long>("steps", [_steps]);
    }

    public void Load(IStateReader reader)
    {
        _rng = Rng.Load(reader, "stream");
        _number = reader.ReadAll<double>("number")[0];
        if (fault != Fault.ForgetsToSaveItsClock) _steps = reader.ReadAll<long>("steps")[0];
    }

    private void Observe(Span<float> observation)
    {
        _number = _rng.NextDouble();
        observation[0] = (float)_number;
    }
}
