using Pathwise.Environments;
using Pathwise.Environments.Wrappers;

namespace Pathwise.Tests.Environments;

public sealed class OneHotObservationsTests
{
    [Theory]
    [InlineData("FrozenLake-v1", 16)]
    [InlineData("Taxi-v4", 500)]
    [InlineData("Blackjack-v1", 45)]
    public void A_choice_is_a_one_among_zeros(string id, int size)
    {
        var inner = (IVectorEnvironment<int>)EnvironmentRegistry.Standard.Find(id).MakeVector(3, Autoreset.SameStep);
        var seen = OneHotObservations<int>.Around(inner);
        Assert.Equal(new Box(0, 1, size), seen.ObservationSpace);
        seen.Reset(1);
        for (var t = 0; t < 100; t++)
        {
            seen.Step([t % 2, 1, 0]);
            AssertEncodes(inner.Observations, seen.Observations);
            AssertEncodes(inner.FinalObservations, seen.FinalObservations);
        }

        void AssertEncodes(ReadOnlySpan<float> choices, ReadOnlySpan<float> rows)
        {
            var expected = new float[3 * size];
            for (var row = 0; row < 3; row++)
                for (var component = 0; component < inner.ObservationSpace.Size; component++)
                {
                    int[] first = [0, 32, 43];
                    expected[(row * size) + first[component] + (int)choices[(row * inner.ObservationSpace.Size) + component]] = 1;
                }

            Assert.Equal(expected, rows.ToArray());
        }
    }

    [Fact]
    public void Numbers_stay_as_they_are()
    {
        var cars = (IVectorEnvironment<int>)EnvironmentRegistry.Standard.Find("MountainCar-v0").MakeVector(2);
        Assert.Same(cars, OneHotObservations<int>.Around(cars));
    }
}
