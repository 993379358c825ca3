using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("0.001", 0.001, 0.001, 0.001)]
    [InlineData("2^-13", 0.0001220703125, 0.0001220703125, 0.0001220703125)]
    [InlineData("linear:0.01", 0.01, 0.0075, 0)]
    [InlineData("linear:0.01:0.002", 0.01, 0.008, 0.002)]
    [InlineData("exponential:1:0.0001", 1, 0.1, 0.0001)]
    [InlineData("cosine:1", 1, 0.85355339059327378, 0)]
    [InlineData("cosine:1:0.5", 1, 0.92677669529663687, 0.5)]
    [InlineData("steps:3,0.25=2,0.5=1", 3, 2, 1)]
    public void Text_gives_the_value_at_the_start_a_quarter_and_the_end(string text, double start, double quarter, double end)
    {
        var schedule = Schedule.Parse(text, null);
        Assert.Equal(start, schedule.At(0), 1e-15);
        Assert.Equal(quarter, schedule.At(0.25), 1e-15);
        Assert.Equal(end, schedule.At(1), 1e-15);
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("linear:0.01")]
    [InlineData("exponential:1:0.0001")]
    [InlineData("cosine:0.5:0.25")]
    [InlineData("steps:3,0.25=2,0.5=1")]
    public void What_is_written_is_read_back(string text)
    {
        var schedule = Schedule.Parse(text, null);
        Assert.Equal(schedule, Schedule.Parse(schedule.ToString(), null));
        Assert.Equal(schedule.GetHashCode(), Schedule.Parse(schedule.ToString(), null).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("linear")]
    [InlineData("linear:1:2:3")]
    [InlineData("exponential:1")]
    [InlineData("exponential:0:1")]
    [InlineData("steps:1,0.5")]
    [InlineData("steps:1,0.5=2,0.4=3")]
    [InlineData("NaN")]
    public void What_is_no_schedule_is_refused(string text) => Assert.Throws<FormatException>(() => Schedule.Parse(text, null));
}
