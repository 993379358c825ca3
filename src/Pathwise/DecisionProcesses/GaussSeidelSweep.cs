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

    /// <summary>The pair that each state follows, [States]; its first one at first. Of no matter for terminal
    /// states.</summary>
    public int[] Choices => _choices;

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
        var firstPairs = _mdp.FirstPairs;
        var change = 0.0;
        for (var i = 0; i < last - first; i++)
        {
            var state = _isDownwards ? last - 1 - i : first + i;
            var (firstPair, lastPair) = (firstPairs[state], firstPairs[state + 1]);
            if (firstPair == lastPair) continue;                                    // v = 0 where the process has ended
            var value = _isImprovement
                ? Best(firstPair, lastPair, first, last, out _choices[state])
                : LookAhead(_choices[state], first, last);
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

    private double Best(int firstPair, int lastPair, int first, int last, out int choice)
    {
        (choice, var best) = (firstPair, LookAhead(firstPair, first, last));
        for (var pair = firstPair + 1; pair < lastPair; pair++)
            if (LookAhead(pair, first, last) is var value && value > best) (best, choice) = (value, pair);
        return best;
    }

    /// <summary><c>r(s, a) + γ Σ p v(s′)</c>, with the newest value of each s′ that this block may know.</summary>
    private double LookAhead(int pair, int first, int last)
    {
        var firstTransitions = _mdp.FirstTransitions;
        var (begin, length) = (firstTransitions[pair], firstTransitions[pair + 1] - firstTransitions[pair]);
        var nextStates = _mdp.NextStates.Slice(begin, length);
        var probabilities = _mdp.Probabilities.Slice(begin, length);
        var sum = 0.0;
        for (var i = 0; i < nextStates.Length; i++)
        {
            var next = nextStates[i];
            if (next < 0) continue;
            sum += probabilities[i] * (next >= first && next < last ? _values : _before)[next];
        }

        return _mdp.ExpectedRewards[pair] + (_mdp.Gamma * sum);
    }
}
