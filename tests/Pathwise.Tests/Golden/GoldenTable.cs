using System.Text.Json;
using Pathwise.DecisionProcesses;

namespace Pathwise.Tests.Golden;

/// <summary>The recorded transitions and values of one tabular environment.</summary>
internal static class GoldenTable
{
    /// <summary>The process that P and the initial distribution are.</summary>
    public static FiniteMdp Process(JsonElement file, double gamma = 1)
    {
        var table = file.GetProperty("P");
        var builder = new FiniteMdpBuilder(table.GetArrayLength())
        {
            Gamma = gamma, Start = file.GetProperty("initial_state_distrib").Deserialize<double[]>()!,
        };
        for (var state = 0; state < table.GetArrayLength(); state++)
            for (var action = 0; action < table[state].GetArrayLength(); action++)
                builder.Add(state, action, [.. table[state][action].EnumerateArray().Select(Transition)]);
        return builder.Build();
    }

    private static Transition Transition(JsonElement t) =>
        new(t[0].GetDouble(), t[1].GetInt32(), t[2].GetDouble(), t[3].GetBoolean());
}
