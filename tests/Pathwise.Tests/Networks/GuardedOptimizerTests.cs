using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class GuardedOptimizerTests
{
    [Fact]
    public void A_finite_step_is_the_optimizer_s_and_can_be_taken_back()
    {
        float[] parameters = [1, 2];
        var guarded = new GuardedOptimizer(new Sgd(2), 2);
        guarded.Step(parameters, [0.5f, -1], norm: 1, stepSize: 0.1);
        Assert.Equal([0.95f, 2.1f], parameters);
        guarded.Undo(parameters);
        Assert.Equal([1f, 2f], parameters);
        Assert.False(guarded.HasDiverged);
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(float.MaxValue, 1)]
    public void A_step_into_what_is_not_finite_is_not_taken_nor_any_after_it(float gradient, double norm)
    {
        float[] parameters = [1, 2];
        var guarded = new GuardedOptimizer(new Sgd(2), 2);
        guarded.Step(parameters, [0.5f, gradient], norm, stepSize: 10);
        Assert.True(guarded.HasDiverged);
        guarded.Step(parameters, [0.5f, 0], norm: 1, stepSize: 0.1);
        Assert.Equal([1f, 2f], parameters);
    }
}
