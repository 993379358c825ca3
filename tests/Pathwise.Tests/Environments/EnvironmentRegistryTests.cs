using Pathwise.Environments;
using Pathwise.Environments.Textbook;

namespace Pathwise.Tests.Environments;

public sealed class EnvironmentRegistryTests
{
    [Fact]
    public void Makes_what_it_finds()
    {
        var entry = EnvironmentRegistry.Standard.Find("CartPole-v1");
        Assert.IsType<IEnvironment<int>>(entry.Make(), exactMatch: false);
        var vector = Assert.IsType<IVectorEnvironment<int>>(entry.MakeVector(3, Autoreset.SameStep), exactMatch: false);
        Assert.Equal((3, 500, Autoreset.SameStep), (vector.Count, vector.Spec.MaxEpisodeSteps, vector.Autoreset));
    }

    [Theory]
    [InlineData("CartPole", "CartPole-v1")]
    [InlineData("CartPole-v7", "CartPole-v1")]
    [InlineData("cartpole-v1", "CartPole-v1")]
    [InlineData("CartPol-v1", "CartPole-v1")]
    [InlineData("ShortCoridor-v0", "ShortCorridor-v0")]
    public void An_unknown_name_suggests_the_nearest(string given, string suggested) =>
        Assert.Equal($"There is no environment '{given}'; did you mean '{suggested}'?",
            Assert.Throws<BadInputException>(() => EnvironmentRegistry.Standard.Find(given)).Message);

    [Fact]
    public void Takes_a_users_rules_under_a_name_with_a_namespace()
    {
        var registry = EnvironmentRegistry.Standard.Register<ShortCorridor, ShortCorridor.State, int>(new("Mine/Corridor-v2"), new());
        Assert.Equal("Mine/Corridor-v2", registry.Find("Mine/Corridor-v2").Make().Spec.Id);
        Assert.Equal(EnvironmentRegistry.Standard.Entries.Count + 1, registry.Entries.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("two words")]
    [InlineData("CartPole-v1")]
    public void A_name_that_is_taken_or_malformed_is_refused(string id) =>
        Assert.Throws<ArgumentException>(
            () => EnvironmentRegistry.Standard.Register<ShortCorridor, ShortCorridor.State, int>(new(id), new()));

    [Fact]
    public void An_argument_changes_the_rules()
    {
        var entry = EnvironmentRegistry.Standard.Find("CartPole-v1").With("suttonBartoReward", 1);
        Assert.Equal(1, entry.Arguments.Single().Value);
        var vector = (IVectorEnvironment<int>)entry.MakeVector(1);
        vector.Reset(0);
        vector.Step([0]);
        Assert.Equal(0, vector.Rewards[0]);
        Assert.Equal("There is no argument of CartPole-v1 called 'suttonBartoRewards'; did you mean 'suttonBartoReward'?",
            Assert.Throws<BadInputException>(() => entry.With("suttonBartoRewards", 1)).Message);
        Assert.Throws<BadInputException>(() => EnvironmentRegistry.Standard.Find("Acrobot-v1").With("gravity", 1));
        Assert.Throws<BadInputException>(() => EnvironmentRegistry.Standard.Find("Pendulum-v1").With("gravity", double.NaN));
    }

    [Fact]
    public void A_time_limit_can_be_replaced()
    {
        var entry = EnvironmentRegistry.Standard.Find("Pendulum-v1").WithTimeLimit(3);
        var vector = (IVectorEnvironment<float>)entry.MakeVector(1);
        vector.Reset(0);
        for (var t = 1; t <= 3; t++)
        {
            vector.Step([0]);
            Assert.Equal(t == 3, vector.Truncated[0]);
        }

        Assert.Null(entry.WithTimeLimit(null).Make().Spec.MaxEpisodeSteps);
    }
}
