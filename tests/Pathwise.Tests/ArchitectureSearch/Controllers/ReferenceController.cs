using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Networks;
using Pathwise.Tests.Networks;

namespace Pathwise.Tests.ArchitectureSearch.Controllers;

/// <summary>A controller by its definition, one architecture at a time, in double.</summary>
internal static class ReferenceController
{
    /// <summary>ln π(a) and Σ_d H(π(· | a_1 … a_{d−1})) of one architecture.</summary>
    public static (double LogProbability, double Entropy) Score(
        IController controller, double[] parameters, int[] choices)
    {
        var (logProbability, entropy) = (0.0, 0.0);
        var logits = controller is RecurrentController recurrent
            ? Recurrent(recurrent, parameters, choices)
            : Independent(controller, parameters);
        for (var d = 0; d < choices.Length; d++)
        {
            var total = logits[d].Sum(Math.Exp);
            logProbability += logits[d][choices[d]] - Math.Log(total);
            entropy -= logits[d].Sum(l => Math.Exp(l) / total * (l - Math.Log(total)));
        }

        return (logProbability, entropy);
    }

    private static double[][] Independent(IController controller, double[] parameters)
    {
        var next = 0;
        return [.. controller.Space.Decisions.Select(decision => parameters[next..(next += decision.Count)])];
    }

    private static double[][] Recurrent(RecurrentController controller, double[] parameters, int[] choices)
    {
        var decisions = controller.Space.Decisions;
        var lstm = new Lstm(controller.EmbeddingSize, controller.Units);
        var (embedding, units) = (lstm.Inputs, lstm.Outputs);
        var next = lstm.Parameters.Length;
        var inputs = new double[decisions.Count][];
        inputs[0] = parameters[next..(next += embedding)];
        for (var d = 0; d < decisions.Count - 1; next += decisions[d++].Count * embedding)
            inputs[d + 1] = parameters.AsSpan(next + (choices[d] * embedding), embedding).ToArray();

        var (hidden, cell) = (new double[units], new double[units]);
        var outputs = ReferenceLstm.Forward(
            lstm, parameters, inputs, new bool[decisions.Count], ref hidden, ref cell);
        var logits = new double[decisions.Count][];
        for (var d = 0; d < decisions.Count; d++)
        {
            var (first, options) = (next, decisions[d].Count);
            next += (units + 1) * options;
            logits[d] = new double[options];
            for (var option = 0; option < options; option++)
            {
                var z = parameters[first + (units * options) + option];
                for (var k = 0; k < units; k++) z += outputs[d][k] * parameters[first + (k * options) + option];
                z /= controller.Squashing.Temperature;
                logits[d][option] = controller.Squashing.TanhConstant is { } c ? c * Math.Tanh(z) : z;
            }
        }

        return logits;
    }
}
