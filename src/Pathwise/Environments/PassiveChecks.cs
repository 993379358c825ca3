using System.Globalization;
using System.Runtime.InteropServices;

namespace Pathwise.Environments;

/// <summary>What is checked at every step of every environment: actions before it, numbers after it.</summary>
/// <remarks>As Gymnasium's passive checker, a real-valued action outside its box is let through,
/// for the environment clips it.</remarks>
internal static class PassiveChecks
{
    /// <summary>Refuses actions that an environment does not have.</summary>
    /// <param name="id">The environment's name.</param>
    /// <param name="space">Its actions.</param>
    /// <param name="actions">[count, space.Size].</param>
    /// <param name="count">How many environments act.</param>
    /// <exception cref="ArgumentException">A number of components, a choice that does not exist,
    /// or a real that is not finite.</exception>
    public static void Actions<TAction>(string id, Space space, ReadOnlySpan<TAction> actions, int count)
        where TAction : unmanaged
    {
        if (actions.Length != count * space.Size)
            throw new ArgumentException(
                $"{id} takes actions [{count}, {space.Size}], {count * space.Size} numbers; got {actions.Length}.",
                nameof(actions));

        if (typeof(TAction) == typeof(int))
            Choices(id, space, MemoryMarshal.Cast<TAction, int>(actions));
        else if (typeof(TAction) == typeof(float))
            Reals(id, space, MemoryMarshal.Cast<TAction, float>(actions));
    }

    /// <summary>Refuses numbers that are not finite, in one environment.</summary>
    /// <param name="id">The environment's name.</param>
    /// <param name="observation">What was observed.</param>
    /// <param name="reward">What was earned.</param>
    /// <param name="step">Which step of the episode it was; 0 for the reset.</param>
    /// <exception cref="BadInputException">There is one.</exception>
    public static void Numbers(string id, ReadOnlySpan<float> observation, double reward, long step)
    {
        var component = NonFinite.IndexIn(observation);
        if (component >= 0)
            throw BadObservation(id, observation[component], component, "", step);
        if (!double.IsFinite(reward))
            throw BadReward(id, reward, "", step);
    }

    /// <summary>Refuses numbers that are not finite, in a vector of environments.</summary>
    /// <param name="id">The environments' name.</param>
    /// <param name="observations">[n, size].</param>
    /// <param name="rewards">[n].</param>
    /// <param name="steps">Which step of its episode each was at, [n].</param>
    /// <exception cref="BadInputException">There is one.</exception>
    public static void Numbers(
        string id, ReadOnlySpan<float> observations, ReadOnlySpan<double> rewards, ReadOnlySpan<long> steps)
    {
        var (count, size) = (rewards.Length, observations.Length / rewards.Length);
        var place = NonFinite.IndexIn(observations);
        if (place >= 0)
            throw BadObservation(
                id, observations[place], place % size, Which(place / size, count), steps[place / size]);
        var index = NonFinite.IndexIn(rewards);
        if (index >= 0)
            throw BadReward(id, rewards[index], Which(index, count), steps[index]);
    }

    /// <summary>Refuses a last observation that is not finite.</summary>
    public static void LastObservation(string id, ReadOnlySpan<float> observation, int index, int count, long step)
    {
        var component = NonFinite.IndexIn(observation);
        if (component >= 0)
            throw BadObservation(id, observation[component], component, Which(index, count), step);
    }

    private static void Choices(string id, Space space, ReadOnlySpan<int> actions)
    {
        if (space is Discrete discrete)
        {
            var index = actions.IndexOfAnyExceptInRange(discrete.Start, discrete.Start + discrete.Count - 1);
            if (index >= 0)
                throw new ArgumentException(
                    $"{id} has the actions {discrete.Start} to {discrete.Start + discrete.Count - 1}; "
                    + $"got {actions[index]}"
                    + $" for environment {index}.", nameof(actions));
            return;
        }

        for (var i = 0; i < actions.Length; i += space.Size)
            if (!space.Contains(actions.Slice(i, space.Size)))
                throw new ArgumentException(
                    $"{id} has the actions {space}; got [{string.Join(", ", actions.Slice(i, space.Size).ToArray())}]"
                    + $" for environment {i / space.Size}.", nameof(actions));
    }

    private static void Reals(string id, Space space, ReadOnlySpan<float> actions)
    {
        var index = NonFinite.IndexIn(actions);
        if (index >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{id} got the action {actions[index]} in component {index % space.Size} "
                + $"for environment {index / space.Size}; actions must be finite."),
                nameof(actions));
    }

    private static string Which(int index, int count) => $", environment {index} of {count}";

    private static string When(long step) => step == 0 ? "at its reset" : $"at step {step} of its episode";

    private static BadInputException BadObservation(string id, float value, int component, string which, long step) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"{id} observed {value} in component {component} {When(step)}{which}; "
            + $"its dynamics must keep observations finite."));

    private static BadInputException BadReward(string id, double value, string which, long step) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"{id} gave the reward {value} {When(step)}{which}; its dynamics must keep rewards finite."));
}
