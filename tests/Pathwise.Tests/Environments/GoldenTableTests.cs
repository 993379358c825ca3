using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Environments.ToyText;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.Environments;

/// <summary>Gymnasium's toy text: its tables to the last bit, and its recorded episodes.</summary>
public sealed class GoldenTableTests
{
    public static TheoryData<string, string, string> Recorded => new()
    {
        { "frozenlake4x4_slippery", "FrozenLake-v1", "" },
        { "frozenlake4x4_det", "FrozenLake-v1", "slippery=false" },
        { "frozenlake4x4_success07", "FrozenLake-v1", "successRate=0.7" },
        { "frozenlake8x8_slippery", "FrozenLake8x8-v1", "" },
        { "frozenlake8x8_slippery", "FrozenLake-v1", "map=8x8" },
        { "frozenlake8x8_det", "FrozenLake8x8-v1", "slippery=0" },
        { "cliffwalking", "CliffWalking-v1", "" },
        { "cliffwalking_slippery", "CliffWalkingSlippery-v1", "" },
        { "cliffwalking_slippery", "CliffWalking-v1", "slippery=true" },
        { "taxi", "Taxi-v4", "" },
        { "taxi_rainy", "Taxi-v4", "rainy=true" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void The_process_is_the_recorded_one(string file, string id, string argument)
    {
        var golden = GoldenFile.Read(file);
        var process = Entry(id, argument).Process!;
        Assert.Equal(GoldenTraces.Numbers(golden.GetProperty("initial_state_distrib")), process.Start.ToArray());
        Assert.Equal(golden.GetProperty("nS").GetInt32(), process.States);

        var table = golden.GetProperty("P");
        for (var state = 0; state < process.States; state++)
        {
            Assert.Equal(table[state].GetArrayLength(), process.ActionsOf(state).Length);
            for (var action = 0; action < process.ActionsOf(state).Length; action++)
            {
                var pair = process.PairOf(state, action);
                Assert.Equal(
                    table[state][action].EnumerateArray().Select(row => new Transition(
                        row[0].GetDouble(), row[1].GetInt32(), row[2].GetDouble(), row[3].GetBoolean())),
                    Enumerable.Range(0, process.TransitionsOf(pair)).Select(i => process.TransitionOf(pair, i)));
            }
        }
    }

    /// <summary>The records hold no seeds, so each step is repeated, from the recorded state, with as many streams as it
    /// takes to draw what was recorded.</summary>
    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_recorded_step_can_be_drawn(string file, string id, string argument)
    {
        var entry = Entry(id, argument);
        var simulation = (IEnvironment<int>)entry.Make();
        var observation = new float[1];
        var drawn = 0;
        foreach (var trace in GoldenFile.Read(file).GetProperty("traces").EnumerateArray())
        {
            var state = trace.GetProperty("start").GetInt32();
            Assert.True(entry.Process!.Start[state] > 0);
            var (next, rewards) = (trace.GetProperty("next"), trace.GetProperty("rewards"));
            for (var t = 0; t < next.GetArrayLength(); t++)
            {
                for (var seed = 0UL; ; seed++)
                {
                    Assert.True(seed < 1000, $"Step {t} leads to {next[t]}, which is never drawn.");
                    simulation.Reset(observation, seed);
                    SetState(simulation, state);
                    var step = simulation.Step([trace.GetProperty("actions")[t].GetInt32()], observation);
                    var recorded = (next[t].GetInt32(), rewards[t].GetDouble(), trace.GetProperty("terminated")[t].GetBoolean());
                    if (recorded != ((int)observation[0], step.Reward, step.Terminated)) continue;
                    break;
                }

                state = next[t].GetInt32();
                drawn++;
            }
        }

        Assert.True(drawn > 10);
    }

    /// <summary>Gymnasium's own procedure, written out: <c>argmax(cumsum(p) > random())</c> at the reset and at every
    /// step, with the recorded table.</summary>
    [Theory]
    [MemberData(nameof(Recorded))]
    public void Episodes_are_those_of_the_recorded_table_and_the_same_stream(string file, string id, string argument)
    {
        var golden = GoldenFile.Read(file);
        var (table, start) = (golden.GetProperty("P"), GoldenTraces.Numbers(golden.GetProperty("initial_state_distrib")));
        var environment = (IEnvironment<int>)Entry(id, argument).WithTimeLimit(null).Make();
        var observation = new float[1];
        for (var seed = 0UL; seed < 20; seed++)
        {
            Pathwise.Randomness.Rng stream = new(seed), actions = new(seed + 1000);
            environment.Reset(observation, seed);
            var state = Categorical(start, stream.NextDouble());
            Assert.Equal(state, observation[0]);
            for (var (t, ended) = (0, false); t < 200; t++)
            {
                if (ended)
                {
                    environment.Reset(observation);
                    Assert.Equal(state = Categorical(start, stream.NextDouble()), observation[0]);
                }

                var action = actions.NextInt32(golden.GetProperty("nA").GetInt32());
                var rows = table[state][action].EnumerateArray().ToArray();
                var row = rows[Categorical([.. rows.Select(r => r[0].GetDouble())], stream.NextDouble())];
                var step = environment.Step([action], observation);
                (state, ended) = (row[1].GetInt32(), row[3].GetBoolean());
                Assert.Equal((state, row[2].GetDouble(), ended), ((int)observation[0], step.Reward, step.Terminated));
            }
        }
    }

    private static void SetState(IEnvironment<int> environment, int state)
    {
        if (environment is Simulation<Taxi, Taxi.State, int> taxi) taxi.State = new(state);
        else ((Simulation<FiniteDynamics, FiniteState, int>)environment).State = new(state);
    }

    private static int Categorical(double[] probabilities, double u)
    {
        var sum = 0.0;
        var sums = probabilities.Select(p => sum += p).ToArray();
        return Math.Max(0, Array.FindIndex(sums, s => s > u));
    }

    private static EnvironmentEntry Entry(string id, string argument)
    {
        var entry = EnvironmentRegistry.Standard.Find(id);
        if (argument.Length == 0) return entry;
        var parts = argument.Split('=');
        return entry.With(parts[0], ArgumentValue.Parse(parts[1]));
    }
}
