using Pathwise.Environments;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.Environments;

/// <summary>Plays recorded episodes and steps with our rules, and keeps account of every difference.</summary>
/// <param name="traces">What was recorded.</param>
/// <param name="dynamics">Our rules.</param>
/// <param name="pack">Numbers of the file → a state; what the file does not have is taken from the state at hand.</param>
/// <param name="unpack">A state → numbers in the file's order.</param>
/// <param name="act">A number of the file → an action's component.</param>
internal sealed class Replay<TDynamics, TState, TAction>(
    GoldenTraces traces, TDynamics dynamics,
    Func<double[], TState, TState> pack, Func<TState, double[]> unpack, Func<double, TAction> act)
    where TDynamics : IDynamics<TState, TAction>
    where TState : unmanaged
    where TAction : unmanaged
{
    private readonly float[] _observation = new float[dynamics.ObservationSpace.Size];

    /// <summary>Every episode, each step from the state that was recorded before it; the clock runs on.</summary>
    public Agreement StepByStep() => Episodes(traces.Episodes, fromRecordedStates: true);

    /// <summary>The episodes that do not amplify rounding, each in one go from its first state.</summary>
    public Agreement InOneGo() => Episodes([.. traces.Episodes.Where(e => e.OpenLoopComparable)], fromRecordedStates: false);

    /// <summary>The independent single steps.</summary>
    public Agreement SingleSteps()
    {
        var agreement = new Agreement();
        var simulation = new Simulation<TDynamics, TState, TAction>(dynamics);
        for (var i = 0; i < traces.Steps.Length; i++)
        {
            var row = traces.Steps[i];
            TAction[] action = [.. row.Action.Select(act)];
            simulation.Reset(_observation, 0);
            simulation.Step(action, _observation);          // the rows are of states in the middle of an episode
            simulation.State = pack(row.State, simulation.State);
            var step = simulation.Step(action, _observation);
            agreement.Add($"row {i}", _observation, row.Observation, unpack(simulation.State), row.NextState,
                step, new(row.Reward, row.Terminated));
        }

        return agreement;
    }

    private Agreement Episodes(GoldenEpisode[] episodes, bool fromRecordedStates)
    {
        var agreement = new Agreement();
        var simulation = new Simulation<TDynamics, TState, TAction>(
            dynamics, new(traces.Id) { MaxEpisodeSteps = traces.MaxEpisodeSteps });
        foreach (var episode in episodes)
        {
            simulation.Reset(_observation, 0);
            simulation.State = pack(episode.InitialState, simulation.State);
            for (var t = 0; t < episode.Actions.Length; t++)
            {
                var before = t > 0 && fromRecordedStates ? episode.States[t - 1] : null;
                simulation.State = before is null ? simulation.State : pack(before, simulation.State);   // also past an end
                var step = simulation.Step([.. episode.Actions[t].Select(act)], _observation);
                agreement.Add($"{episode.Name}, step {t + 1}", _observation, episode.Observations[t],
                    unpack(simulation.State), episode.States[t],
                    step, new(episode.Rewards[t], episode.Terminated[t], episode.Truncated[t]));
            }
        }

        return agreement;
    }
}
