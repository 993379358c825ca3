using Pathwise.Environments;
using Pathwise.Environments.Textbook;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments;

public sealed class ShortCorridorTests
{
    // Sutton & Barto (2018), Example 13.1 and Figure 13.1: −44, −82 and −11.6, printed as whole numbers but for the last.
    [Theory]
    [InlineData(0.95, -44, 0.5)]
    [InlineData(0.05, -82, 0.5)]
    [InlineData(0.59, -11.6, 0.1)]
    public void Start_value_is_the_printed_one(double p, double printed, double precision) =>
        Assert.Equal(printed, ShortCorridor.StartValue(p), precision);

    [Fact]
    public void The_optimum_is_that_of_the_value()
    {
        Assert.Equal(ShortCorridor.OptimalRight, 2 - Math.Sqrt(2), 1e-15);
        Assert.Equal(ShortCorridor.OptimalValue, -6 - 4 * Math.Sqrt(2), 1e-14);
        Assert.Equal(ShortCorridor.OptimalValue, ShortCorridor.StartValue(ShortCorridor.OptimalRight), 1e-13);
        Assert.True(ShortCorridor.StartValue(ShortCorridor.OptimalRight) > ShortCorridor.StartValue(0.58));
        Assert.True(ShortCorridor.StartValue(ShortCorridor.OptimalRight) > ShortCorridor.StartValue(0.59));
    }

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 1, 1, false)]
    [InlineData(1, 1, 0, false)]
    [InlineData(1, 0, 2, false)]
    [InlineData(2, 0, 1, false)]
    [InlineData(2, 1, 3, true)]
    public void The_middle_cell_is_reversed(int cell, int action, int next, bool terminated)
    {
        var (state, rng) = (new ShortCorridor.State(cell), new Rng(0));
        Assert.Equal(new Step(-1, terminated), new ShortCorridor().Advance(ref state, [action], ref rng));
        Assert.Equal(next, state.Cell);
    }

    // 20,000 episodes; the tolerance is 4 standard errors of their mean.
    [Fact]
    public void The_mean_return_is_the_value()
    {
        const int episodes = 20_000;
        var (corridor, rng, sum, squares) = (new ShortCorridor(), new Rng(1), 0.0, 0.0);
        for (var e = 0; e < episodes; e++)
        {
            var (state, total, step) = (corridor.Reset(ref rng), 0.0, default(Step));
            while (!step.Terminated)
            {
                step = corridor.Advance(ref state, [rng.NextDouble() < ShortCorridor.OptimalRight ? 1 : 0], ref rng);
                total += step.Reward;
            }

            sum += total;
            squares += total * total;
        }

        var mean = sum / episodes;
        var standardError = Math.Sqrt(((squares / episodes) - (mean * mean)) / episodes);
        Assert.InRange(mean, ShortCorridor.OptimalValue - 4 * standardError, ShortCorridor.OptimalValue + 4 * standardError);
    }
}
