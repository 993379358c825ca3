using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Tests.ValueLearning.Tabular;

/// <summary>Room A (0) has left, to room B (1), and right, the end; in B each of ten actions ends it with a reward from N(−0.1, 1)
/// (Example 6.7).</summary>
internal readonly struct LuckyRooms : IDynamics<int, int>
{
    private const int Choices = 10, End = 2;

    public static StateActions Actions
    {
        get
        {
            var rooms = new FiniteMdpBuilder(3)
                .Add(0, 0, new Transition(1, 1, 0)).Add(0, 1, new Transition(1, End, 0));
            for (var a = 0; a < Choices; a++) rooms.Add(1, a, new Transition(1, End, -0.1));
            return StateActions.Of(rooms.Build());
        }
    }

    public Space ObservationSpace => new Discrete(3);

    public Space ActionSpace => new Discrete(Choices);

    public int Reset(ref Rng rng) => 0;

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var isLeft = state == 0 && action[0] == 0;
        var reward = state == 0 ? 0 : rng.NextNormal() - 0.1;
        state = isLeft ? 1 : End;
        return new(reward, Terminated: !isLeft);
    }

    public void Observe(in int state, Span<float> observation) => observation[0] = state;

    public void Draw(in int state, ICanvas canvas) { }
}
