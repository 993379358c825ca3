using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Tests.ValueLearning.Tabular;

/// <summary>A finite decision process as an environment, with what is true of it found by plain iteration.</summary>
internal sealed class Process(FiniteMdp mdp) : IDynamics<int, int>
{
    private const int Sweeps = 1000;

    public FiniteMdp Mdp { get; } = mdp;

    public Space ObservationSpace { get; } = new Discrete(mdp.States);

    public Space ActionSpace { get; } = new Discrete(1 + mdp.Labels.ToArray().Max());

    /// <summary>States 1 to n, the ends 0 and n + 1 terminal; left or right at random; 1 for the right end (Example 6.2).</summary>
    public static Process Walk(int n, double left = 0)
    {
        var builder = new FiniteMdpBuilder(n + 2) { Start = [.. Enumerable.Range(0, n + 2).Select(s => s == (n + 1) / 2 ? 1.0 : 0)] };
        for (var s = 1; s <= n; s++)
            builder.Add(s, 0, new Transition(0.5, s - 1, s == 1 ? left : 0), new Transition(0.5, s + 1, s == n ? 1 : 0));
        return new(builder.Build());
    }

    /// <summary>States 0, 1, 2 in a ring, two actions that do the same, reward 1 on every step, for ever.</summary>
    public static Process Ring()
    {
        var builder = new FiniteMdpBuilder(3) { Start = [1, 0, 0] };
        for (var s = 0; s < 3; s++)
            for (var a = 0; a < 2; a++)
                builder.Add(s, a, new Transition(1, (s + 1) % 3, 1));
        return new(builder.Build());
    }

    /// <summary>Some states and the end, random transitions, every state has 2 or 3 of the actions 0, 1, 2.</summary>
    public static Process Random(ulong seed, int states = 5, bool deterministic = false)
    {
        var rng = new Rng(seed);
        var builder = new FiniteMdpBuilder(states + 1) { Start = [.. Enumerable.Range(0, states + 1).Select(s => s == 0 ? 1.0 : 0)] };
        for (var s = 0; s < states; s++)
            for (var a = s % 2; a < 3; a++)
            {
                var (one, two, p) = (rng.NextInt32(states + 1), rng.NextInt32(states + 1), 0.25 + (0.5 * rng.NextDouble()));
                var (r1, r2) = (rng.NextUniform(-1, 1), rng.NextUniform(-1, 1));
                if (a == 2) two = states;                                                         // every state has a way out
                builder.Add(s, a, deterministic ? [new(1, a == 2 ? states : one, r1)] : [new(p, one, r1), new(1 - p, two, r2)]);
            }

        return new(builder.Build());
    }

    public Interaction World(ulong seed, int? limit = null) =>
        new(this.Simulate(new("Process") { MaxEpisodeSteps = limit }), seed, StateActions.Of(Mdp));

    /// <summary>q of a policy, or of the best one where there is none, [Pairs].</summary>
    public double[] TrueQ(double gamma, FixedPolicy? policy)
    {
        var q = new double[Mdp.Pairs];
        for (var sweep = 0; sweep < Sweeps; sweep++)
            for (var pair = 0; pair < q.Length; pair++)
            {
                var sum = 0.0;
                for (var i = 0; i < Mdp.TransitionsOf(pair); i++)
                {
                    var t = Mdp.TransitionOf(pair, i);
                    sum += t.Probability * (t.Reward + (gamma * ValueOf(t.Next, q, policy)));
                }

                q[pair] = sum;
            }

        return q;
    }

    public double ValueOf(int s, ReadOnlySpan<double> q, FixedPolicy? policy)
    {
        if (Mdp.IsTerminal(s)) return 0;
        var (first, last) = (Mdp.FirstPairs[s], Mdp.FirstPairs[s + 1]);
        var (most, mean) = (double.NegativeInfinity, 0.0);
        for (var pair = first; pair < last; pair++)
        {
            most = Math.Max(most, q[pair]);
            mean += (policy?.Probabilities[pair] ?? 0) * q[pair];
        }

        return policy is null ? most : mean;
    }

    public int Reset(ref Rng rng) => rng.NextIndex(Mdp.Start);

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var pair = Mdp.PairOf(state, action[0]);
        if (pair < 0) throw new InvalidOperationException($"There is no action {action[0]} in state {state}.");
        Span<double> p = stackalloc double[Mdp.TransitionsOf(pair)];
        for (var i = 0; i < p.Length; i++) p[i] = Mdp.TransitionOf(pair, i).Probability;
        var t = Mdp.TransitionOf(pair, rng.NextIndex(p));
        state = t.Next;
        return new(t.Reward, t.Terminates || Mdp.IsTerminal(t.Next));
    }

    public void Observe(in int state, Span<float> observation) => observation[0] = state;

    public void Draw(in int state, ICanvas canvas) { }
}
