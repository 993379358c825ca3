using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>Example 6.7: in room A (0), left (0) leads to room B (1) and right (1) to the end, for nothing; in B,
/// each of ten actions ends it with a reward from N(−0.1, 1).</summary>
internal readonly struct LuckyRoomsRules : IDynamics<int, int>
{
    /// <summary>Actions in B; the book says only that there are many.</summary>
    public const int Choices = 10;

    /// <summary>States: A, B and the end.</summary>
    public const int States = 3;

    public Space ObservationSpace => new Discrete(States);

    public Space ActionSpace => new Discrete(Choices);

    public int Reset(ref Rng rng) => 0;

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var isLeft = state == 0 && action[0] == 0;
        var reward = state == 0 ? 0 : rng.NextNormal() - 0.1;
        state = isLeft ? 1 : 2;
        return new(reward, Terminated: !isLeft);
    }

    public void Observe(in int state, Span<float> observation) => observation[0] = state;

    public void Draw(in int state, ICanvas canvas) { }
}
