using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;

namespace Pathwise.DecisionProcesses;

/// <summary>Sweeps over all states that replace values in place by what one step of looking ahead says.</summary>
/// <remarks>
/// <para>States are cut into blocks of a fixed length. Within a block values are replaced in place, up and down in
/// turn, so that what a state learns is at once known to those after it (Gauss–Seidel); other blocks are seen as they
/// were before the sweep (Jacobi). So threads share the blocks, and the bits do not depend on how many there
/// are.</para>
/// <para>Cost: one multiply-add for each transition. Not thread-safe.</para>
/// </remarks>
internal sealed class GaussSeidelSweep : IPieces
{
    /// <summary>A choice to stay where nothing is gained or lost, for ever: worth 0.</summary>
    public const int Rest = -1;

    private const int BlockLength = 1 << 14;

    private readonly FiniteMdp _mdp;
    private readonly Workers? _workers;
    private readonly double[] _values, _before;
    private readonly double[] _changes;         // of each block, in the last sweep
    private readonly int[] _choices;
    private bool _isImprovement, _isDownwards;

    public GaussSeidelSweep(FiniteMdp mdp, Workers? workers)
    {
        (_mdp, _workers) = (mdp, workers);
        _values = new double[mdp.States];
        _before = mdp.States > BlockLength ? new double[mdp.States] : _values;
        _changes = new double[(mdp.States + BlockLength - 1) / BlockLength];
        _choices = mdp.FirstPairs[..mdp.States].ToArray();
    }

    /// <summary>v, [States]; 0 at first.</summary>
    public double[] Values => _values;

    /// <summary>The pair that each state follows, or <see cref="Rest"/>, [States]; its first pair at first. Of no
    /// matter for terminal states.</summary>
    public int[] Choices => _choices;

    /// <summary>Where one can stay for ever at no gain or loss, [States]; null for nowhere.</summary>
    public bool[]? MayRest { get; init; }

    /// <summary><c>v(s) ← max_a q(s, a)</c>, and the first pair with the greatest q becomes the state's
    /// choice.</summary>
    /// <returns>The greatest change of a value.</returns>
    public double Improve() => Run(isImprovement: true);

    /// <summary><c>v(s) ← q(s, a)</c> with a as chosen.</summary>
    /// <returns>The greatest change of a value.</returns>
    public double Follow() => Run(isImprovement: false);

    /// <summary>Sweeps one block.</summary>
    public void Run(int piece)
    {
        var (first, last) = (piece * BlockLength, Math.Min((piece + 1) * BlockLength, _mdp.States));
        var block = new Block(_mdp, _values, _before, first, last);
        var firstPairs = _mdp.FirstPairs;
        var change = 0.0;
        for (var i = 0; i < last - first; i++)
        {
            var state = _isDownwards ? last - 1 - i : first + i;
            var (firstPair, lastPair) = (firstPairs[state], firstPairs[state + 1]);
            if (firstPair == lastPair) continue;                                    // v = 0 where the process has ended
            var value = _isImprovement
                ? Best(block, state, firstPair, lastPair)
                : _choices[state] == Rest ? 0 : block.LookAhead(_choices[state]);
            if (Math.Abs(value - _values[state]) is var difference && !(difference <= change)) change = difference;
            _values[state] = value;
        }

        _changes[piece] = change;
    }

    private double Run(bool isImprovement)
    {
        (_isImprovement, _isDownwards) = (isImprovement, !_isDownwards);
        if (_before != _values) _values.CopyTo(_before, 0);
        if (_workers is not null) _workers.Run(this, _changes.Length);
        else
            for (var block = 0; block < _changes.Length; block++) Run(block);

        var change = 0.0;
        foreach (var one in _changes)
            if (!(one <= change)) change = one;                                     // NaN stays
        return change;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Best(in Block block, int state, int firstPair, int lastPair)
    {
        var (choice, best) = (firstPair, block.LookAhead(firstPair));
        for (var pair = firstPair + 1; pair < lastPair; pair++)
            if (block.LookAhead(pair) is var value && value > best) (best, choice) = (value, pair);
        if (best < 0 && MayRest is not null && MayRest[state]) (best, choice) = (0, Rest);
        _choices[state] = choice;
        return best;
    }

    /// <summary>The process beside what a block may read. Nothing is checked per element: the builder has seen to it
    /// that every s′ is a state, and there is a value for each.</summary>
    private readonly ref struct Block(FiniteMdp mdp, double[] values, double[] before, int first, int last)
    {
        private readonly ref int _first = ref MemoryMarshal.GetReference(mdp.FirstTransitions);
        private readonly ref int _next = ref MemoryMarshal.GetReference(mdp.NextStates);
        private readonly ref double _probability = ref MemoryMarshal.GetReference(mdp.Probabilities);
        private readonly ref double _reward = ref MemoryMarshal.GetReference(mdp.ExpectedRewards);
        private readonly ref double _own = ref MemoryMarshal.GetArrayDataReference(values);
        private readonly ref double _other = ref MemoryMarshal.GetArrayDataReference(before);
        private readonly int _firstOwn = first;
        private readonly uint _length = (uint)(last - first);
        private readonly double _gamma = mdp.Gamma;

        /// <summary><c>r(s, a) + γ Σ p v(s′)</c>, with the newest value of each s′ that the block may know.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double LookAhead(int pair)
        {
            var (sum, end) = (0.0, Unsafe.Add(ref _first, pair + 1));
            for (var i = Unsafe.Add(ref _first, pair); i < end; i++)
            {
                var next = Unsafe.Add(ref _next, i);
                if (next < 0) continue;                                             // the process ends
                sum += Unsafe.Add(ref _probability, i)
                    * ((uint)(next - _firstOwn) < _length ? Unsafe.Add(ref _own, next) : Unsafe.Add(ref _other, next));
            }

            return Unsafe.Add(ref _reward, pair) + (_gamma * sum);
        }
    }
}
