using Pathwise.Environments;
using Pathwise.Experiments;

namespace Pathwise.Tests.PolicyGradients;

/// <summary>Registered toys, and what every learner is asked.</summary>
internal static class Toy
{
    public static EnvironmentEntry Identity { get; } = EnvironmentRegistry.Empty
        .Register<Identity, Identity.State, int>(new EnvironmentSpec("Identity-v0"), new()).Find("Identity-v0");

    public static EnvironmentEntry HalfOf { get; } = EnvironmentRegistry.Empty
        .Register<HalfOf, double, float>(new EnvironmentSpec("HalfOf-v0"), new()).Find("HalfOf-v0");

    public static EnvironmentEntry Endless { get; } = EnvironmentRegistry.Empty
        .Register<EndlessReward, int, int>(new EnvironmentSpec("Endless-v0") { MaxEpisodeSteps = 8 }, new())
        .Find("Endless-v0");

    public static EnvironmentEntry TwoLamps { get; } = EnvironmentRegistry.Empty
        .Register<TwoLamps, int, int>(new EnvironmentSpec("TwoLamps-v0"), new()).Find("TwoLamps-v0");

    public static EnvironmentEntry Recall { get; } = EnvironmentRegistry.Empty
        .Register<Recall, Recall.State, int>(new EnvironmentSpec("Recall-v0"), new()).Find("Recall-v0");

    public static Dictionary<string, Array> StateOf(ILearner learner)
    {
        var state = new Dictionary<string, Array>();
        learner.Save(new StateDictionary(state));
        return state;
    }

    /// <summary>20 updates equal 9 updates, saved, loaded by another learner, and 11 more.</summary>
    public static void MustResume(Func<ILearner> create)
    {
        var (straight, first, second) = (create(), create(), create());
        for (var i = 0; i < 20; i++) straight.Learn();
        for (var i = 0; i < 9; i++) first.Learn();

        var state = StateOf(first);
        second.Learn();                                                       // somewhere else entirely
        second.Load(new StateDictionary(state));
        for (var i = 9; i < 20; i++) second.Learn();

        Assert.Equal(StateOf(straight), StateOf(second));
    }
}
