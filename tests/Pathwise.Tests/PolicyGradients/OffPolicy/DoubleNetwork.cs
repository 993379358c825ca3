using Pathwise.Networks;

namespace Pathwise.Tests.PolicyGradients.OffPolicy;

/// <summary>A network with one hidden layer of tanh, in double: what gradients are checked against.</summary>
internal static class DoubleNetwork
{
    /// <summary>y of one row.</summary>
    public static double[] Forward(double[] parameters, ReadOnlySpan<int> sizes, double[] x)
    {
        var offset = 0;
        for (var layer = 0; layer + 1 < sizes.Length; layer++)
        {
            var (inputs, outputs) = (sizes[layer], sizes[layer + 1]);
            var y = new double[outputs];
            for (var j = 0; j < outputs; j++)
            {
                y[j] = parameters[offset + (inputs * outputs) + j];
                for (var i = 0; i < inputs; i++) y[j] += x[i] * parameters[offset + (i * outputs) + j];
                if (layer + 2 < sizes.Length) y[j] = Math.Tanh(y[j]);
            }

            (x, offset) = (y, offset + ((inputs + 1) * outputs));
        }

        return x;
    }

    /// <summary>The gradient of a function of many numbers.</summary>
    public static double[] Gradient(Func<double[], double> f, double[] at)
    {
        const double H = 1e-5;
        var gradient = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            var (up, down) = ((double[])at.Clone(), (double[])at.Clone());
            (up[i], down[i]) = (up[i] + H, down[i] - H);
            gradient[i] = (f(up) - f(down)) / (2 * H);
        }

        return gradient;
    }

    public static double[] Of(Mlp network) => Array.ConvertAll(network.Parameters.ToArray(), x => (double)x);

    public static double[] Of(ReadOnlySpan<float> row) => Array.ConvertAll(row.ToArray(), x => (double)x);
}
