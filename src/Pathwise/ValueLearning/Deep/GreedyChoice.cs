using Pathwise.Numerics;

namespace Pathwise.ValueLearning.Deep;

/// <summary>The action of the greatest value: <c>argmax_a Q(s,a)</c>.</summary>
public static class GreedyChoice
{
    /// <returns>The first best action.</returns>
    /// <param name="values">N numbers for each action, whose mean is its value, action by action.</param>
    /// <param name="atoms">N, ≥ 1.</param>
    /// <param name="mask">Which choices there are, one at least, [actions]; empty: all.</param>
    public static int Of(ReadOnlySpan<float> values, int atoms = 1, ReadOnlySpan<bool> mask = default)
    {
        var (best, greatest) = (mask.IsEmpty ? 0 : Math.Max(0, mask.IndexOf(true)), float.NegativeInfinity);
        for (var a = best; a < values.Length / atoms; a++)
        {
            if (!mask.IsEmpty && !mask[a]) continue;
            var value = Sum(values.Slice(a * atoms, atoms));
            if (value > greatest) (best, greatest) = (a, value);
        }

        return best;
    }

    /// <summary>The sum of an action's numbers, in an order that does not depend on the machine.</summary>
    internal static float Sum(ReadOnlySpan<float> values) =>
        values.Length == 1 ? values[0] : Reduction.Of<Total>(values, neutral: 0);
}
