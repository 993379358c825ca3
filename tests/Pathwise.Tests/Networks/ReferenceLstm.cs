using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

/// <summary>One sequence through an <see cref="Lstm"/> by its definition, unit by unit, in double.</summary>
internal static class ReferenceLstm
{
    /// <param name="network">Its sizes.</param>
    /// <param name="parameters">W, b, U.</param>
    /// <param name="inputs">x_t, one array a step.</param>
    /// <param name="restarts">Whether the state is 0 before step t.</param>
    /// <param name="hidden">h before the first step; becomes the last one.</param>
    /// <param name="cell">c before the first step; becomes the last one.</param>
    /// <returns>h_t, one array a step.</returns>
    public static double[][] Forward(
        Lstm network, double[] parameters, double[][] inputs, bool[] restarts, ref double[] hidden, ref double[] cell)
    {
        var (n, units) = (network.Inputs, network.Outputs);
        var bias = n * 4 * units;
        var recurrent = bias + (4 * units);
        var outputs = new double[inputs.Length][];
        for (var t = 0; t < inputs.Length; t++)
        {
            if (restarts[t]) (hidden, cell) = (new double[units], new double[units]);
            var (before, nextHidden, nextCell) = (hidden, new double[units], new double[units]);
            for (var unit = 0; unit < units; unit++)
            {
                double Sum(int gate)
                {
                    var column = (gate * units) + unit;
                    var sum = parameters[bias + column];
                    for (var k = 0; k < n; k++) sum += inputs[t][k] * parameters[(k * 4 * units) + column];
                    for (var k = 0; k < units; k++) sum += before[k] * parameters[recurrent + (k * 4 * units) + column];
                    return sum;
                }

                nextCell[unit] = (Sigmoid(Sum(1)) * cell[unit]) + (Sigmoid(Sum(0)) * Math.Tanh(Sum(2)));
                nextHidden[unit] = Sigmoid(Sum(3)) * Math.Tanh(nextCell[unit]);
            }

            (hidden, cell, outputs[t]) = (nextHidden, nextCell, nextHidden);
        }

        return outputs;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
