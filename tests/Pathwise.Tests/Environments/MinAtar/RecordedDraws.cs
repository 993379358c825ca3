using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments.MinAtar;

/// <summary>The draws of a recorded step, given out once more in their order; asking for others fails.</summary>
internal readonly struct RecordedDraws(JsonElement calls) : IDraws
{
    private readonly Queue<(int? Count, double Value)> _left = new(calls.EnumerateArray().SelectMany(Draws));

    public int Left => _left.Count;

    public double NextDouble()
    {
        var (count, value) = _left.Dequeue();
        Assert.Null(count);
        return value;
    }

    public int NextInt32(int count)
    {
        var (recorded, value) = _left.Dequeue();
        Assert.Equal(recorded, count);
        return (int)value;
    }

    /// <summary><c>["rand", values]</c>, or <c>["randint", low, high, values]</c>.</summary>
    private static IEnumerable<(int?, double)> Draws(JsonElement call)
    {
        if (call[0].GetString() == "rand")
            return call[1].EnumerateArray().Select(value => ((int?)null, value.GetDouble()));
        var (low, high) = (call[1].GetInt32(), call[2].GetInt32());
        return call[3].EnumerateArray().Select(value => ((int?)(high - low), (double)(value.GetInt32() - low)));
    }
}
