using System.Numerics;

namespace Pathwise.Replay;

/// <summary>Numbers whose sum is always known, and in which the one that lies at a part of the sum is found in log₂ n
/// steps.</summary>
/// <remarks>
/// <para>Source: Schaul, Quan, Antonoglou &amp; Silver (2016), <i>Prioritized experience replay</i>, appendix B.2.1. A
/// binary tree whose leaves are the numbers and whose other nodes are the sums of their two children.</para>
/// <para>A change computes the sums above it anew, so that they are the same as if the tree had just been built: no
/// error builds up. Allocates nothing after construction.</para>
/// </remarks>
public sealed class SumTree
{
    private readonly double[] _nodes;           // 1 is the root; the children of i are 2i and 2i + 1
    private readonly int _leaves;               // a power of two; leaf i is node _leaves + i

    /// <summary>A tree of zeros.</summary>
    /// <param name="count">How many, ≥ 1.</param>
    public SumTree(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << 29);
        (Count, _leaves) = (count, (int)BitOperations.RoundUpToPowerOf2((uint)count));
        _nodes = new double[2 * _leaves];
    }

    /// <summary>How many numbers.</summary>
    public int Count { get; }

    /// <summary>Their sum.</summary>
    public double Total => _nodes[1];

    /// <summary>One of the numbers, ≥ 0 and finite.</summary>
    /// <param name="index">Which.</param>
    public double this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _nodes[_leaves + index];
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            if (!(value >= 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(value), value, "It must be ≥ 0 and finite.");
            var node = _leaves + index;
            _nodes[node] = value;
            for (node /= 2; node > 0; node /= 2) _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }

    /// <summary>The first i with <c>x_0 + … + x_i &gt; part</c>, up to rounding; never one that is 0.</summary>
    /// <param name="part">In [0, <see cref="Total"/>); what is greater finds the last number above 0.</param>
    /// <exception cref="InvalidOperationException">All numbers are 0.</exception>
    public int Find(double part)
    {
        if (!(Total > 0)) throw new InvalidOperationException("All numbers are 0: there is none to be found.");
        var node = 1;
        while (node < _leaves)
        {
            var (left, right) = (2 * node, (2 * node) + 1);
            if (_nodes[right] == 0 || (part < _nodes[left] && _nodes[left] > 0))
            {
                node = left;
                continue;
            }

            part -= _nodes[left];
            node = right;
        }

        return node - _leaves;
    }
}
