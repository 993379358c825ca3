using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>The order of the examples in each epoch: a fresh permutation, drawn from the stream's state when the epoch
/// began.</summary>
internal sealed class ExampleOrder : ISaved
{
    private readonly int[] _order;
    private Rng _begin, _rng;

    public ExampleOrder(int count, SeedSequence seeds)
    {
        _order = new int[count];
        _rng = new(seeds);
        BeginEpoch();
    }

    /// <summary>Where the next batch begins.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the epoch's last example has been taken.</summary>
    public bool IsAtEnd => Position == _order.Length;

    /// <summary>Takes the next batch: less than was asked for at the end of an epoch.</summary>
    public ReadOnlySpan<int> Take(int count)
    {
        var batch = _order.AsSpan(Position, Math.Min(count, _order.Length - Position));
        Position += batch.Length;
        return batch;
    }

    /// <summary>Draws the next permutation.</summary>
    public void BeginEpoch()
    {
        (_begin, Position) = (_rng, 0);
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        _rng.Shuffle<int>(_order);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        _begin.Save(writer, "stream");
        writer.Write<long>("position", [Position]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        Span<long> position = stackalloc long[1];
        _rng = Rng.Load(reader, "stream");
        reader.Read("position", position);
        if (position[0] < 0 || position[0] > _order.Length)
            throw new BadInputException(
                $"The checkpoint is at example {position[0]} of an epoch of {_order.Length}; "
                + "it belongs to other examples.");
        BeginEpoch();
        Position = (int)position[0];
    }
}
