using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Arms with probabilities <c>π(a) = exp(s l_a) / Σ_b exp(s l_b)</c>, s > 0.</summary>
/// <remarks>Only differences to the greatest logit are exponentiated, so no weight is above 1 and their sum is at least
/// 1.</remarks>
internal static class SoftmaxArms
{
    /// <summary>Writes <c>w_a = exp(s (l_a − max l))</c> into the scratch row; 0 for padding and what is not
    /// allowed.</summary>
    /// <returns>Σ w.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Weigh(ArmMemory memory, double s, ReadOnlySpan<bool> allowed)
    {
        ref var logits = ref AllowedArms.Of(memory, ref memory.EstimateRow, allowed);
        ref var weights = ref memory.ScratchRow;
        var (max, scale) = (Vector512.Create(GreedyArm.Maximum(ref logits, memory.Stride)), Vector512.Create(s));
        var sum = Vector512<double>.Zero;
        for (nuint i = 0; i < (nuint)memory.Stride; i += EightLanes.Count)
        {
            var w = DoubleExponential.OfNonPositive(scale * (Vector512.LoadUnsafe(ref logits, i) - max));
            w.StoreUnsafe(ref weights, i);
            sum += w;
        }

        return EightLanes.Sum(sum);
    }

    /// <summary>Draws an arm with probability w_a / Σ w, by inversion of one uniform number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Draw(ArmMemory memory, double total, ref Rng rng)
    {
        var threshold = rng.NextDouble() * total;
        var (sum, possible) = (0.0, 0);
        for (var a = 0; a < memory.Arms; a++)
        {
            var weight = Unsafe.Add(ref memory.ScratchRow, a);
            if (weight > 0) possible = a;
            sum += weight;
            if (sum > threshold) break;                   // never there only if sum and total were rounded apart
        }

        return possible;
    }

    /// <summary>π(a).</summary>
    public static double Propensity(ArmMemory memory, double s, ReadOnlySpan<bool> allowed, int arm)
    {
        var total = Weigh(memory, s, allowed);
        return memory.Scratch[arm] / total;
    }

    /// <summary>π(a) for all arms.</summary>
    public static void Probabilities(
        ArmMemory memory, double s, ReadOnlySpan<bool> allowed, Span<double> probabilities)
    {
        var total = Weigh(memory, s, allowed);
        for (var a = 0; a < probabilities.Length; a++) probabilities[a] = memory.Scratch[a] / total;
    }
}
