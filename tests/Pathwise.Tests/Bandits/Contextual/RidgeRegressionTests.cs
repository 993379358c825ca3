using Pathwise.Bandits.Contextual;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits.Contextual;

public sealed class RidgeRegressionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(30)]
    public void Coefficients_and_widths_are_those_of_the_normal_equations(int features)
    {
        const double Ridge = 0.7;
        var rng = new Rng(2);
        var model = new RidgeRegression(features, Ridge);
        var (a, b) = (new double[features, features], new double[features]);
        for (var i = 0; i < features; i++) a[i, i] = Ridge;
        for (var example = 0; example < 60; example++)
        {
            var (x, reward) = (Vector(features, ref rng), rng.NextNormal());
            model.Learn(x, reward);
            for (var i = 0; i < features; i++)
            {
                b[i] += reward * x[i];
                for (var j = 0; j < features; j++) a[i, j] += x[i] * x[j];
            }
        }

        var probe = Vector(features, ref rng);
        Assert.Equal(Solve(a, b), model.Coefficients.ToArray(), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal(Math.Sqrt(Solve(a, probe).Zip(probe, (u, v) => u * v).Sum()), model.Width(probe), 1e-12);
        Assert.Equal(Solve(a, b).Zip(probe, (u, v) => u * v).Sum(), model.Predict(probe), 1e-12);
    }

    [Fact]
    public void Widths_stay_right_where_the_inverse_would_lose_its_sign()
    {
        // x = 10⁶ (1, 1) a thousand times: xᵀA⁻¹x → 1/n along it, 1/λ across, with a condition of 10¹⁵.
        var model = new RidgeRegression(2, 1);
        for (var n = 0; n < 1000; n++) model.Learn([1e6, 1e6], 1);
        Assert.Equal(1 / Math.Sqrt(1000), model.Width([1e6, 1e6]), 1e-12);
        Assert.Equal(1, model.Width([Math.Sqrt(0.5), -Math.Sqrt(0.5)]), 1e-3);
        Assert.Equal(0.5e-6, model.Coefficients[0], 1e-12);
    }

    private static double[] Vector(int size, ref Rng rng)
    {
        var x = new double[size];
        rng.FillNormal(x);
        return x;
    }

    /// <summary>Gaussian elimination; A is symmetric and positive definite, so without pivots.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var (a, x, n) = ((double[,])matrix.Clone(), (double[])right.Clone(), right.Length);
        for (var k = 0; k < n; k++)
            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i, k] / a[k, k];
                for (var j = k; j < n; j++) a[i, j] -= factor * a[k, j];
                x[i] -= factor * x[k];
            }

        for (var k = n - 1; k >= 0; k--)
        {
            for (var j = k + 1; j < n; j++) x[k] -= a[k, j] * x[j];
            x[k] /= a[k, k];
        }

        return x;
    }
}
