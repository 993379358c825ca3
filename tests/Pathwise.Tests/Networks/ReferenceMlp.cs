using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.Tests.Networks;

/// <summary>An <see cref="Mlp"/> evaluated by its definition, in double.</summary>
internal static class ReferenceMlp
{
    public static double[] Parameters(INetwork network)
    {
        var parameters = new double[network.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = network.Parameters[i];
        return parameters;
    }

    public static double[] Forward(Mlp network, double[] parameters, double[] inputs, int rows)
    {
        var next = 0;
        for (var l = 0; l < network.Layers; l++)
        {
            var (from, to) = (network.Sizes[l], network.Sizes[l + 1]);
            var (weights, bias) = (next, next + (from * to));
            next = bias + (network.HasBias ? to : 0);
            var outputs = new double[rows * to];
            for (var r = 0; r < rows; r++)
                for (var j = 0; j < to; j++)
                {
                    var sum = network.HasBias ? parameters[bias + j] : 0;
                    for (var k = 0; k < from; k++) sum += inputs[(r * from) + k] * parameters[weights + (k * to) + j];
                    outputs[(r * to) + j] = l < network.Layers - 1 ? Activations.Reference(network.Activation, sum) : sum;
                }

            inputs = outputs;
        }

        return inputs;
    }
}
