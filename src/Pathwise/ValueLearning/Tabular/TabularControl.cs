using System.Runtime.CompilerServices;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>What all learners of a table of action values have in common: Q, and the ε-greedy policy that follows from
/// it.</summary>
public abstract class TabularControl : TabularLearner
{
    private readonly Schedule _epsilon;

    /// <summary>The stream of actions.</summary>
    private protected Rng Acting;

    /// <summary>Prepares.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">γ, ε and Q₀.</param>
    /// <param name="stepSize">α, or null for 1/n.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    /// <param name="tables">How many tables count their visits apart.</param>
    private protected TabularControl(
        Interaction world, TabularControlOptions options, Schedule? stepSize, SeedSequence seeds, long horizon,
        int tables = 1)
        : base(world, horizon, stepSize, tables * (world?.StateActions.Pairs ?? 0))
    {
        ArgumentNullException.ThrowIfNull(seeds);
        (Q, Gamma, _epsilon) = (new(world!.StateActions, options.InitialValue), options.Gamma, options.Epsilon);
        Acting = new(RunSeeds.Acting(seeds));
    }

    /// <summary>Q, as it stands; what the policy follows from.</summary>
    public ActionValues Q { get; }

    /// <summary>ε, as it stands.</summary>
    public double Epsilon => _epsilon.At(Fraction);

    /// <summary>γ.</summary>
    private protected double Gamma { get; }

    /// <summary>Acts greedily by Q as it stands (of several best actions, the first), or ε-greedily.</summary>
    /// <param name="environments">Where it will act; the same spaces as the learner's own.</param>
    /// <param name="greedy">True: the first of the best actions; false: ε-greedily, with ε as it stands.</param>
    public override IActor NewActor(IVectorEnvironment environments, bool greedy) =>
        new TabularActor(environments, Q.StateActions, greedy
            ? (int s, ref Rng _) => Q.FirstGreedy(s)
            : (int s, ref Rng rng) => Q.EpsilonGreedy(s, Epsilon, ref rng));

    /// <summary>An action of the ε-greedy policy.</summary>
    /// <param name="state">S.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>(S, A).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected int Choose(int state, double epsilon) => Q.EpsilonGreedy(state, epsilon, ref Acting);

    /// <summary><c>Q(S, A) ← Q(S, A) + α [G − Q(S, A)]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void Move(int pair, double target) => Move(ref Q[pair], pair, target);

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        Q.Save(writer.Part("q"));
        Acting.Save(writer, "acting");
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        Q.Load(reader.Part("q"));
        Acting = Rng.Load(reader, "acting");
    }

    /// <summary>Reads one pair.</summary>
    private protected int ReadPair(IStateReader reader, string name)
    {
        Span<int> pair = stackalloc int[1];
        ReadPairs(reader, name, pair);
        return pair[0];
    }

    /// <summary>Reads pairs, and refuses what is none.</summary>
    private protected void ReadPairs(IStateReader reader, string name, Span<int> pairs)
    {
        reader.Read(name, pairs);
        MustBePairs(pairs, name);
    }

    /// <summary>Refuses what is no pair.</summary>
    private protected void MustBePairs(ReadOnlySpan<int> pairs, string name)
    {
        foreach (var pair in pairs)
            if ((uint)pair >= (uint)Q.StateActions.Pairs)
                throw new BadInputException(
                    $"The checkpoint's '{name}' holds {pair}, which is no pair of state and action; it was altered.");
    }
}
