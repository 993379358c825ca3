using Pathwise.Networks;

namespace Pathwise.Testing.Tests;

public sealed class GradientCheckTests
{
    private static readonly double[] At = [0.5, -1.5, 3];

    [Fact]
    public void A_right_gradient_passes_closely()
    {
        var error = GradientCheck.Of(Function, At, Gradient(At));
        Assert.True(error.IsWithin(GradientCheck.DoubleTolerance), error.ToString());
    }

    [Fact]
    public void A_wrong_component_is_found_with_its_place()
    {
        var gradient = Gradient(At);
        gradient[1] *= 1.001;
        var error = GradientCheck.Of(Function, At, gradient);
        Assert.False(error.IsWithin(GradientCheck.DoubleTolerance));
        Assert.Equal(1, error.Index);
        Assert.Equal(0.001, error.Worst, 1e-5);
        Assert.Contains("at [1]", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_never_passes()
    {
        var error = GradientCheck.Of(Function, At, [0, double.NaN, 0]);
        Assert.False(error.IsWithin(double.MaxValue));
    }

    [Fact]
    public void Single_precision_is_checked_to_its_own_tolerance()
    {
        float[] at = [0.5f, -1.5f, 3];
        var gradient = Array.ConvertAll(Gradient(At), g => (float)g);
        Assert.True(GradientCheck.Of(x => Function([x[0], x[1], x[2]]), at, gradient).IsWithin(1e-5));
        gradient[2] = -gradient[2];
        Assert.False(GradientCheck.Of(x => Function([x[0], x[1], x[2]]), at, gradient).IsWithin(GradientCheck.SingleTolerance));
    }

    [Fact]
    public void A_networks_gradients_are_checked_and_its_parameters_put_back()
    {
        var network = new Product { Factor = 1 };
        Assert.True(GradientCheck.OfParameters(network, [1, -2, 0.5f], [1, 0.25f, -1]).IsWithin(1e-4));
        Assert.True(GradientCheck.OfInputs(network, [1, -2, 0.5f], [1, 0.25f, -1]).IsWithin(1e-4));
        Assert.Equal([0.75f], network.Parameters.ToArray());
    }

    [Fact]
    public void A_network_that_forgets_a_factor_is_caught()
    {
        var network = new Product { Factor = 1.1f };
        Assert.False(GradientCheck.OfParameters(network, [1, -2], [1, 0.25f]).IsWithin(GradientCheck.SingleTolerance));
        Assert.False(GradientCheck.OfInputs(network, [1, -2], [1, 0.25f]).IsWithin(GradientCheck.SingleTolerance));
    }

    [Fact]
    public void Broken_rows_are_refused() =>
        Assert.Throws<ArgumentException>(() => GradientCheck.OfInputs(new Product { Factor = 1 }, [1, 2], [1]));

    private static double Function(ReadOnlySpan<double> x) => Math.Exp(x[0]) * Math.Sin(x[1]) + (x[2] * x[2] * x[0]);

    private static double[] Gradient(double[] x) =>
        [Math.Exp(x[0]) * Math.Sin(x[1]) + (x[2] * x[2]), Math.Exp(x[0]) * Math.Cos(x[1]), 2 * x[2] * x[0]];

    /// <summary>y = θ x², with one parameter, and gradients that are too large by a factor.</summary>
    private sealed class Product : INetwork, INetworkPass
    {
        private readonly float[] _parameters = [0.75f], _gradients = new float[1];
        private float[] _outputs = [];

        public float Factor { get; init; }

        public int Inputs => 1;

        public int Outputs => 1;

        public Span<float> Parameters => _parameters;

        public Span<float> Gradients => _gradients;

        public INetworkPass NewPass(int maxRows) => this;

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
        {
            _outputs = new float[rows];
            for (var i = 0; i < rows; i++) _outputs[i] = _parameters[0] * inputs[i] * inputs[i];
            return _outputs;
        }

        public void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
        {
            for (var i = 0; i < outputGradients.Length; i++)
            {
                _gradients[0] += Factor * outputGradients[i] * inputs[i] * inputs[i];
                if (!inputGradients.IsEmpty) inputGradients[i] = Factor * outputGradients[i] * 2 * _parameters[0] * inputs[i];
            }
        }
    }
}
