using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pathwise.DecisionProcesses;

/// <summary>Bellman's right-hand sides for all states at once, from one array of values into another, so that any
/// number of threads finds the same bits.</summary>
internal sealed class BellmanSweeps(FiniteMdp mdp, int threads, CancellationToken cancellation)
{
    private const int ChunkLength = 4096;

    private readonly double[] _greatest = new double[(mdp.States + ChunkLength - 1) / ChunkLength];

    /// <summary>What a sweep puts into a state that is not terminal.</summary>
    private interface IRightSide
    {
        double Of(in Backup backup, int state);
    }

    /// <summary><c>next(s) = max_a q(s, a)</c>.</summary>
    /// <returns>The greatest change.</returns>
    public double Improve(double[] values, double[] next) => Sweep(new Best(), values, next);

    /// <summary><c>next(s) = Σ_a π(a | s) q(s, a)</c>.</summary>
    /// <returns>The greatest change.</returns>
    public double Evaluate(TabularPolicy policy, double[] values, double[] next) =>
        Sweep(new Mean(policy), values, next);

    /// <summary><c>q(s, a) = r(s, a) + γ Σ p(s′ | s, a) v(s′)</c>.</summary>
    public double ActionValue(int pair, double[] values) => new Backup(mdp, values).ActionValue(pair);

    /// <summary>q of all pairs.</summary>
    public double[] ActionValues(double[] values)
    {
        var q = new double[mdp.Pairs];
        var backup = new Backup(mdp, values);
        for (var pair = 0; pair < q.Length; pair++) q[pair] = backup.ActionValue(pair);
        return q;
    }

    private double Sweep<TSide>(TSide side, double[] values, double[] next) where TSide : struct, IRightSide
    {
        cancellation.ThrowIfCancellationRequested();
        if (threads == 1 || _greatest.Length == 1)
            for (var chunk = 0; chunk < _greatest.Length; chunk++) SweepChunk(side, chunk, values, next);
        else
            Parallel.For(0, _greatest.Length, new() { MaxDegreeOfParallelism = threads },
                chunk => SweepChunk(side, chunk, values, next));
        return _greatest.Max();
    }

    private void SweepChunk<TSide>(TSide side, int chunk, double[] values, double[] next)
        where TSide : struct, IRightSide
    {
        var (greatest, end) = (0.0, Math.Min(mdp.States, (chunk + 1) * ChunkLength));
        var backup = new Backup(mdp, values);
        for (var state = chunk * ChunkLength; state < end; state++)
        {
            next[state] = mdp.IsTerminal(state) ? 0 : side.Of(in backup, state);
            greatest = Math.Max(greatest, Math.Abs(next[state] - values[state]));
        }

        _greatest[chunk] = greatest;
    }

    private readonly struct Best : IRightSide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(in Backup backup, int state)
        {
            var best = double.NegativeInfinity;
            for (var (pair, last) = backup.PairsOf(state); pair < last; pair++)
                best = Math.Max(best, backup.ActionValue(pair));
            return best;
        }
    }

    private readonly struct Mean(TabularPolicy policy) : IRightSide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(in Backup backup, int state)
        {
            var sum = 0.0;
            var probabilities = policy.Probabilities;
            for (var (pair, last) = backup.PairsOf(state); pair < last; pair++)
                if (probabilities[pair] is > 0 and var p) sum += p * backup.ActionValue(pair);
            return sum;
        }
    }

    /// <summary>The process beside the values that are read. Nothing is checked per element: the builder has seen to it
    /// that every s′ is a state, and there is a value for each.</summary>
    private readonly ref struct Backup(FiniteMdp mdp, double[] values)
    {
        private readonly ref int _firstPair = ref MemoryMarshal.GetReference(mdp.FirstPairs);
        private readonly ref int _first = ref MemoryMarshal.GetReference(mdp.FirstTransitions);
        private readonly ref int _next = ref MemoryMarshal.GetReference(mdp.NextStates);
        private readonly ref double _probability = ref MemoryMarshal.GetReference(mdp.Probabilities);
        private readonly ref double _reward = ref MemoryMarshal.GetReference(mdp.ExpectedRewards);
        private readonly ref double _value = ref MemoryMarshal.GetArrayDataReference(values);
        private readonly double _gamma = mdp.Gamma;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (int First, int Last) PairsOf(int state) =>
            (Unsafe.Add(ref _firstPair, state), Unsafe.Add(ref _firstPair, state + 1));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double ActionValue(int pair)
        {
            var (sum, last) = (0.0, Unsafe.Add(ref _first, pair + 1));
            for (var i = Unsafe.Add(ref _first, pair); i < last; i++)
                if (Unsafe.Add(ref _next, i) is >= 0 and var next)
                    sum += Unsafe.Add(ref _probability, i) * Unsafe.Add(ref _value, next);
            return Unsafe.Add(ref _reward, pair) + (_gamma * sum);
        }
    }
}
