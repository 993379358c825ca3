using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Environments;

public sealed class EnvironmentVectorTests
{
    private static readonly EnvironmentSpec Short = new("MountainCar") { MaxEpisodeSteps = 25 };

    [Theory]
    [InlineData(Autoreset.NextStep)]
    [InlineData(Autoreset.SameStep)]
    [InlineData(Autoreset.Disabled)]
    public void Live_environments_step_as_a_batch_of_their_rules_does(Autoreset autoreset)
    {
        var vector = Live(3, autoreset);
        var batch = new MountainCar().SimulateBatch(3, Short, autoreset);
        vector.Reset(3);
        batch.Reset(3);
        for (var t = 0; t < 120; t++)
        {
            if (t == 60)
            {
                vector.Reset([true, false, true]);
                batch.Reset([true, false, true]);
            }

            vector.Step([2, 1, t % 3]);
            batch.Step([2, 1, t % 3]);
            Assert.Equal(batch.Observations, vector.Observations);
            Assert.Equal(batch.Rewards, vector.Rewards);
            Assert.Equal(batch.Terminated, vector.Terminated);
            Assert.Equal(batch.Truncated, vector.Truncated);
            Assert.Equal(batch.FinalObservations, vector.FinalObservations);
        }
    }

    [Fact]
    public void Saved_and_restored_is_uninterrupted()
    {
        var (one, two, memory) = (Live(2, Autoreset.SameStep), Live(2, Autoreset.SameStep), new MemoryState());
        one.Reset([4, 8]);
        for (var t = 0; t < 40; t++) one.Step([2, 0]);
        one.Save(memory);
        two.Load(memory);
        for (var t = 0; t < 40; t++)
        {
            one.Step([2, 0]);
            two.Step([2, 0]);
            Assert.Equal(one.Observations, two.Observations);
            Assert.Equal(one.Truncated, two.Truncated);
        }
    }

    [Fact]
    public void Environments_with_different_spaces_are_refused() =>
        Assert.Contains("equal spaces", Assert.Throws<ArgumentException>(
            () => new EnvironmentVector<int>([new CartPole().Simulate(), new Acrobot().Simulate()])).Message, StringComparison.Ordinal);

    private static EnvironmentVector<int> Live(int count, Autoreset autoreset) =>
        new([.. Enumerable.Range(0, count).Select(_ => new MountainCar().Simulate(Short))], autoreset);
}
