using System.Text.Json;
using Pathwise.Environments;
using Pathwise.Environments.MinAtar;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.Environments.MinAtar;

/// <summary>Plays MinAtar's recorded episodes with our rules and the recorded draws.</summary>
/// <typeparam name="TState">The game's state.</typeparam>
/// <param name="file">The record.</param>
/// <param name="channels">Of its observations.</param>
/// <param name="pack">What the record tells of a state, and the cells that are seen of it → a state.</param>
/// <param name="unpack">A state → what the record tells of it, in its order.</param>
internal sealed class RecordedGame<TState>(
    string file, int channels, Func<JsonElement, HashSet<int>, TState> pack, Func<TState, object?[]> unpack)
    where TState : unmanaged
{
    public delegate TState Begin(ref RecordedDraws draws);

    public delegate Step Advance(ref TState state, Move move, ref RecordedDraws draws);

    public delegate void Observe(in TState state, Span<float> observation);

    /// <summary>Plays all episodes from their first state on, and compares everything at every step.</summary>
    /// <param name="begin">How an episode begins.</param>
    /// <param name="rules">How it goes on, with the stickiness and the ramping that are told.</param>
    /// <param name="observe">What is seen.</param>
    /// <returns>How many steps were compared.</returns>
    public int Play(Begin begin, Func<double, bool, Advance> rules, Observe observe)
    {
        var compared = 0;
        foreach (var episode in GoldenFile.Read(file).GetProperty("episodes").EnumerateArray())
        {
            var advance = rules(
                episode.GetProperty("sticky_action_prob").GetDouble(),
                episode.GetProperty("difficulty_ramping").GetBoolean());
            var draws = new RecordedDraws(episode.GetProperty("reset_rng"));
            var state = begin(ref draws);
            Assert.Equal(0, draws.Left);
            if (episode.GetProperty("forced_start").GetBoolean())
                state = pack(episode.GetProperty("initial_internal"), Cells(episode.GetProperty("initial_active")));
            AssertSame("at the start", state, observe,
                episode.GetProperty("initial_internal"), episode.GetProperty("initial_active"));

            for (var t = 0; t < episode.GetProperty("length").GetInt32(); t++)
            {
                draws = new(episode.GetProperty("rng")[t]);
                var step = advance(ref state, (Move)episode.GetProperty("actions")[t].GetInt32(), ref draws);
                var recorded = new Step(
                    episode.GetProperty("rewards")[t].GetDouble(), episode.GetProperty("terminal")[t].GetBoolean());
                Assert.Equal((t, recorded, 0), (t, step, draws.Left));
                AssertSame($"after step {t}", state, observe,
                    episode.GetProperty("internal")[t], episode.GetProperty("active")[t]);
                compared++;
            }
        }

        return compared;
    }

    private void AssertSame(string when, TState state, Observe observe, JsonElement told, JsonElement active)
    {
        Assert.Equal((when, JsonSerializer.Serialize(told)), (when, JsonSerializer.Serialize(unpack(state))));

        var observation = new float[100 * channels];
        observation.AsSpan().Fill(float.NaN);
        observe(in state, observation);
        Assert.Equal(
            (when, string.Join(' ', Cells(active).Order())),
            (when, string.Join(' ', Enumerable.Range(0, observation.Length).Where(i => observation[i] == 1))));
        Assert.DoesNotContain(observation, value => value is not (0 or 1));
    }

    private static HashSet<int> Cells(JsonElement active) => [.. active.EnumerateArray().Select(cell => cell.GetInt32())];
}
