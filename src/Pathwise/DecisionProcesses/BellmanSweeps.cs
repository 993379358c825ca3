namespace Pathwise.DecisionProcesses;

/// <summary>Bellman's right-hand sides for all states at once, from one array of values into another, so that any
/// number of threads finds the same bits.</summary>
internal sealed class BellmanSweeps(FiniteMdp mdp, int threads, CancellationToken cancellation)
{
    private const int ChunkLength = 4096;

    private readonly double[] _greatest = new double[(mdp.States + ChunkLength - 1) / ChunkLength];

    /// <summary><c>next(s) = max_a q(s, a)</c>.</summary>
    /// <returns>The greatest change.</returns>
    public double Improve(double[] values, double[] next) => Sweep(values, next, static (self, state, values) =>
    {
        var best = double.NegativeInfinity;
        for (var (pair, last) = self.PairsOf(state); pair < last; pair++)
            best = Math.Max(best, self.ActionValue(pair, values));
        return best;
    });

    /// <summary><c>next(s) = q(s, a)</c> of the pair that was chosen for each state.</summary>
    /// <returns>The greatest change.</returns>
    public double Follow(int[] chosen, double[] values, double[] next) =>
        Sweep(values, next, (self, state, from) => self.ActionValue(chosen[state], from));

    /// <summary><c>next(s) = Σ_a π(a | s) q(s, a)</c>.</summary>
    /// <returns>The greatest change.</returns>
    public double Evaluate(TabularPolicy policy, double[] values, double[] next) =>
        Sweep(values, next, (self, state, from) =>
        {
            var sum = 0.0;
            for (var (pair, last) = self.PairsOf(state); pair < last; pair++)
                if (policy.Probabilities[pair] is > 0 and var p) sum += p * self.ActionValue(pair, from);
            return sum;
        });

    /// <summary><c>q(s, a) = r(s, a) + γ Σ p(s′ | s, a) v(s′)</c>.</summary>
    public double ActionValue(int pair, double[] values)
    {
        var (first, last) = (mdp.FirstTransitions[pair], mdp.FirstTransitions[pair + 1]);
        var sum = 0.0;
        for (var i = first; i < last; i++)
            if (mdp.NextStates[i] is >= 0 and var next) sum += mdp.Probabilities[i] * values[next];
        return mdp.ExpectedRewards[pair] + (mdp.Gamma * sum);
    }

    /// <summary>q of all pairs.</summary>
    public double[] ActionValues(double[] values)
    {
        var q = new double[mdp.Pairs];
        for (var pair = 0; pair < q.Length; pair++) q[pair] = ActionValue(pair, values);
        return q;
    }

    private double Sweep(double[] values, double[] next, Func<BellmanSweeps, int, double[], double> of)
    {
        cancellation.ThrowIfCancellationRequested();
        if (threads == 1 || _greatest.Length == 1)
            for (var chunk = 0; chunk < _greatest.Length; chunk++) SweepChunk(chunk, values, next, of);
        else
            Parallel.For(0, _greatest.Length, new() { MaxDegreeOfParallelism = threads },
                chunk => SweepChunk(chunk, values, next, of));
        return _greatest.Max();
    }

    private void SweepChunk(
        int chunk, double[] values, double[] next, Func<BellmanSweeps, int, double[], double> of)
    {
        var (greatest, end) = (0.0, Math.Min(mdp.States, (chunk + 1) * ChunkLength));
        for (var state = chunk * ChunkLength; state < end; state++)
        {
            next[state] = mdp.IsTerminal(state) ? 0 : of(this, state, values);
            greatest = Math.Max(greatest, Math.Abs(next[state] - values[state]));
        }

        _greatest[chunk] = greatest;
    }

    private (int First, int Last) PairsOf(int state) => (mdp.FirstPairs[state], mdp.FirstPairs[state + 1]);
}
