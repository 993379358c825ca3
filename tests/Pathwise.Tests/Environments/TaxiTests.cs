using Pathwise.Environments.ToyText;
using Pathwise.Randomness;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.Environments;

public sealed class TaxiTests
{
    [Theory]
    [InlineData("taxi")]
    [InlineData("taxi_rainy")]
    public void Masks_are_the_recorded_ones(string file)
    {
        Span<bool> mask = stackalloc bool[6];
        foreach (var trace in GoldenFile.Read(file).GetProperty("traces").EnumerateArray())
        {
            var state = trace.GetProperty("start").GetInt32();
            for (var t = 0; t < trace.GetProperty("mask").GetArrayLength(); t++)
            {
                Taxi.Mask(new(state), mask);
                Assert.Equal(GoldenTraces.Numbers(trace.GetProperty("mask")[t]), mask.ToArray().Select(may => may ? 1.0 : 0.0));
                if (t < trace.GetProperty("next").GetArrayLength()) state = trace.GetProperty("next")[t].GetInt32();
            }
        }
    }

    [Fact]
    public void An_action_outside_of_the_mask_changes_nothing()
    {
        var process = new Taxi().Process;
        Span<bool> mask = stackalloc bool[6];
        for (var state = 0; state < process.States; state++)
        {
            Taxi.Mask(new(state), mask);
            for (var action = 0; action < 6; action++)
                Assert.Equal(mask[action], process.TransitionOf(process.PairOf(state, action), 0).Next != state);
        }
    }

    [Fact]
    public void A_fickle_passenger_changes_the_destination_once_in_three_of_ten_rides()
    {
        Rng rng = new(1);
        var taxi = new Taxi(isRainy: false, isFickle: true);
        Assert.Equal((1000, 6000), (taxi.Process.States, taxi.Process.Pairs));
        Assert.Equal(0.3, Enumerable.Range(500, 500).Sum(state => taxi.Process.Start[state]), 12);

        var (fickle, rides) = (0, 20_000);
        for (var ride = 0; ride < rides; ride++)
        {
            var state = taxi.Reset(ref rng);
            if (state.MayChange) fickle++;
            var destination = state.Number % 4;
            state = state with { Number = (((2 * 5 + 2) * 5 + 4) * 4) + destination };      // in the taxi, in the middle
            var mayChange = state.MayChange;
            taxi.Advance(ref state, [5], ref rng);
            Assert.Equal(destination, state.Number % 4);                                     // not moved yet
            taxi.Advance(ref state, [2], ref rng);
            Assert.Equal(mayChange, destination != state.Number % 4);
            destination = state.Number % 4;
            taxi.Advance(ref state, [0], ref rng);
            Assert.Equal((destination, false), (state.Number % 4, state.MayChange));
        }

        Assert.InRange(fickle / (double)rides, 0.3 - 4 * Math.Sqrt(0.21 / rides), 0.3 + 4 * Math.Sqrt(0.21 / rides));
    }

    [Fact]
    public void What_is_drawn_is_what_the_process_says()
    {
        Rng rng = new(2);
        foreach (var taxi in new[] { new Taxi(isRainy: true, isFickle: true), new Taxi(isRainy: false, isFickle: true) })
            for (var i = 0; i < 20; i++)
            {
                var from = new Taxi.State(Number: rng.NextInt32(500), MayChange: rng.NextInt32(2) == 1);
                var action = rng.NextInt32(6);
                var counts = new int[1000];
                const int Draws = 4000;
                for (var draw = 0; draw < Draws; draw++)
                {
                    var state = from;
                    taxi.Advance(ref state, [action], ref rng);
                    counts[taxi.NumberOf(state)]++;
                }

                var pair = taxi.Process.PairOf(taxi.NumberOf(from), action);
                var expected = new double[1000];
                for (var k = 0; k < taxi.Process.TransitionsOf(pair); k++)
                {
                    var transition = taxi.Process.TransitionOf(pair, k);
                    expected[transition.Next] += transition.Probability;
                }

                for (var state = 0; state < 1000; state++)
                {
                    var error = 4.5 * Math.Sqrt(expected[state] * (1 - expected[state]) / Draws) + 1e-12;
                    Assert.InRange(counts[state] / (double)Draws, expected[state] - error, expected[state] + error);
                }
            }
    }
}
