using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Testing;

namespace Pathwise.Tests.ArchitectureSearch.Controllers;

public sealed class LogitSquashingTests
{
    private static readonly double[] Points = [-7, -1.5, -0.2, 0, 0.4, 1.1, 3, 9];

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(5.0, null)]
    [InlineData(1.0, 1.1)]
    [InlineData(5.0, 2.5)]
    public void Values_and_derivatives_are_those_of_the_definition(double temperature, double? constant)
    {
        double Squash(double z) => constant is { } c ? c * Math.Tanh(z / temperature) : z / temperature;
        var squashing = new LogitSquashing(temperature, constant);
        var logits = Array.ConvertAll(Points, z => (float)z);
        squashing.Forward(logits);
        var gradients = new float[Points.Length];
        Array.Fill(gradients, 1);
        squashing.Backward(logits, gradients);

        for (var i = 0; i < Points.Length; i++) Assert.Equal(Squash(Points[i]), logits[i], 2e-6);
        var check = GradientCheck.Of(
            at => at.ToArray().Sum(Squash), Points, Array.ConvertAll(gradients, gradient => (double)gradient));
        Assert.InRange(check.Worst, 0, 1e-3);                        // float's 1 − tanh² at the ends
    }
}
