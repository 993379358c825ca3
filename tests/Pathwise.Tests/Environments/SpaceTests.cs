using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments;

public sealed class SpaceTests
{
    public static TheoryData<Space> Spaces =>
    [
        new Box(-1, 1, 3), new Box([0, float.NegativeInfinity], [float.PositiveInfinity, 5]),
        new Box(float.NegativeInfinity, float.PositiveInfinity, 2), new Discrete(4), new Discrete(3, start: -1),
        new MultiDiscrete(2, 5, 1), new MultiBinary(6),
    ];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void A_space_contains_what_is_drawn_from_it(Space space)
    {
        var rng = new Rng(3);
        var (reals, wholes) = (new float[space.Size], new int[space.Size]);
        for (var i = 0; i < 200; i++)
        {
            space.Sample(reals, ref rng);
            Assert.True(space.Contains(reals));
            if (space is Box) continue;
            space.Sample(wholes, ref rng);
            Assert.True(space.Contains(wholes));
        }
    }

    [Fact]
    public void A_box_contains_its_bounds_and_nothing_beyond()
    {
        var box = new Box([-1, 0], [1, float.PositiveInfinity]);
        Assert.True(box.Contains([-1f, 0f]) && box.Contains([1f, 1e30f]) && box.Contains([1, 7]));
        Assert.False(box.Contains([1.0001f, 0f]) || box.Contains([0f, -0.1f]) || box.Contains([float.NaN, 0f]) || box.Contains([0f]));
        Assert.False(box.IsBounded);
    }

    // NumPy: Gymnasium's Box draws unbounded components first: default_rng(42) gives one normal, then one uniform number.
    [Fact]
    public void A_box_draws_the_unbounded_components_first()
    {
        var (rng, same) = (new Rng(42), new Rng(42));
        var element = new float[2];
        new Box([0, float.NegativeInfinity], [2, float.PositiveInfinity]).Sample(element, ref rng);
        Assert.Equal((float)same.NextNormal(), element[1]);
        Assert.Equal((float)same.NextUniform(0, 2), element[0]);
    }

    // Mean and variance of an exponential draw are 1; 4 standard errors of 20,000 draws.
    [Fact]
    public void A_half_bounded_component_is_a_bound_plus_an_exponential_draw()
    {
        const int draws = 20_000;
        var (rng, element, sum) = (new Rng(1), new float[2], 0.0);
        var box = new Box([3, float.NegativeInfinity], [float.PositiveInfinity, 3]);
        for (var i = 0; i < draws; i++)
        {
            box.Sample(element, ref rng);
            sum += element[0] - element[1];
        }

        Assert.InRange(sum / draws, 2 - 4 * Math.Sqrt(2.0 / draws), 2 + 4 * Math.Sqrt(2.0 / draws));
    }

    [Fact]
    public void A_mask_restricts_the_draw()
    {
        var (space, rng, counts) = (new Discrete(4, start: 10), new Rng(5), new int[4]);
        for (var i = 0; i < 1000; i++) counts[space.Sample([true, false, false, true], ref rng) - 10]++;
        Assert.True(counts[0] > 400 && counts[3] > 400 && counts[1] + counts[2] == 0);
        Assert.Equal(10, space.Sample(new bool[4], ref rng));
        Assert.Throws<ArgumentException>(() => space.Sample(new bool[3], ref rng));
    }

    [Fact]
    public void A_discrete_space_contains_its_numbers()
    {
        var space = new Discrete(3, start: -1);
        Assert.True(space.Contains(-1) && space.Contains(1) && space.Contains([1]) && space.Contains([0f]));
        Assert.False(space.Contains(2) || space.Contains(-2) || space.Contains([0.5f]) || space.Contains([float.NaN]) || space.Contains([0, 0]));
    }

    [Fact]
    public void Several_choices_are_checked_one_by_one()
    {
        var choices = new MultiDiscrete(2, 3);
        Assert.True(choices.Contains([1, 2]) && choices.Contains([0f, 0f]));
        Assert.False(choices.Contains([2, 0]) || choices.Contains([0, -1]) || choices.Contains([0.5f, 0f]) || choices.Contains([0]));
        var switches = new MultiBinary(2);
        Assert.True(switches.Contains([1, 0]) && switches.Contains([0f, 1f]));
        Assert.False(switches.Contains([2, 0]) || switches.Contains([-1, 0]) || switches.Contains([0.5f, 1f]) || switches.Contains([1]));
    }

    [Fact]
    public void Spaces_are_equal_by_value_and_print_themselves()
    {
        Assert.Equal<Space>(new Box([0, 1], [2, 3]), new Box([0f, 1f], [2f, 3f]));
        Assert.NotEqual<Space>(new Box(0, 1, 2), new Box(0, 1, 3));
        Assert.Equal<Space>(new MultiDiscrete(2, 3), new MultiDiscrete(2, 3));
        Assert.NotEqual<Space>(new Discrete(2), new Discrete(2, start: 1));
        Assert.Equal(new Box(0, 1, 2).GetHashCode(), new Box(0, 1, 2).GetHashCode());
        Assert.Equal("Box(4) Discrete(2) Discrete(2, start = 1) MultiDiscrete(3, 2) MultiBinary(5)",
            string.Join(' ', new Box(0, 1, 4), new Discrete(2), new Discrete(2, 1), new MultiDiscrete(3, 2), new MultiBinary(5)));
    }

    [Fact]
    public void What_is_no_space_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Box([1], [0]));
        Assert.Throws<ArgumentException>(() => new Box([float.NaN], [0]));
        Assert.Throws<ArgumentException>(() => new Box([0], [0, 1]));
        Assert.Throws<ArgumentException>(() => new Box([], []));
        Assert.ThrowsAny<ArgumentException>(() => new Discrete(0));
        Assert.ThrowsAny<ArgumentException>(() => new Discrete(2, int.MaxValue));
        Assert.Throws<ArgumentException>(() => new MultiDiscrete(2, 0));
        Assert.ThrowsAny<ArgumentException>(() => new MultiBinary(0));
    }
}
