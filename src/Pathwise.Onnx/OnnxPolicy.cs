using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Policies;

namespace Pathwise.Onnx;

/// <summary>Trained policies as graphs, from what an environment shows to what is done in it.</summary>
/// <remarks>
/// <para>Input: <c>observation</c>, [batch, observation size], numbers; a choice is a number too. Outputs:
/// <c>action</c>, [batch, action size], greedy and as the environment takes it, whole numbers or within the bounds; and
/// what it follows from: <c>logits</c> of choices and bits, <c>mean</c> of real numbers before the cut or tanh,
/// <c>q</c> of values, all [batch, outputs]. Normalisation, zeros and ones for choices, and the bounds are
/// inside.</para>
/// <para>A policy that learned with masks has an input <c>mask</c> more, [batch, choices], true for each choice that
/// there is. One with a memory has <c>hidden</c> and <c>cell</c>, [batch, units], 0 where an episode begins, and
/// <c>hidden_next</c> and <c>cell_next</c>, which are given back with the next observation.</para>
/// <para>How many rows is free. Parameters are copied. Of choices that are equally good, the first is taken.</para>
/// </remarks>
public static class OnnxPolicy
{
    /// <summary>In place of −∞: a number that any other is above.</summary>
    private const float Lowest = float.MinValue;

    /// <summary>The graph of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static OnnxGraph ToGraph(TrainedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (parts, graph) = (policy.Parts, new OnnxGraph("policy"));
        var observation = graph.Input("observation", parts.Observations.Size);
        var seen = Scaled(graph, parts.Scaling, Encoded(graph, parts.Observations, observation));
        var outputs = Apply(graph, parts.Network, seen);
        switch (parts.Rule)
        {
            case ActionRule.Reals: Reals(graph, (Box)parts.Actions, outputs, outputs); break;
            case ActionRule.Squashed: Squashed(graph, (Box)parts.Actions, outputs, parts.Network.Outputs); break;
            case ActionRule.Bits: Bits(graph, parts.Actions.Size, outputs); break;
            case ActionRule.Values:
                var values = Means(graph, outputs, parts.Atoms, parts.Network.Outputs / parts.Atoms);
                Choices(graph, parts, values, "q");
                break;
            default: Choices(graph, parts, outputs, "logits"); break;
        }

        Note(graph, parts);
        return graph;
    }

    /// <summary>Choices as zeros and ones.</summary>
    private static string Encoded(OnnxGraph graph, Space space, string observation)
    {
        if (space is Discrete one) return OneHot(graph, observation, one.Start, one.Count);
        if (space is not MultiDiscrete several) return observation;
        var columns = several.Counts.Select(
            (count, i) => OneHot(graph, graph.Columns(observation, i, 1), start: 0, count));
        return graph.Node("Concat", [.. columns], OnnxAttribute.Whole("axis", 1));
    }

    private static string OneHot(OnnxGraph graph, string column, int start, int count)
    {
        var choices = new float[count];
        for (var i = 0; i < count; i++) choices[i] = start + i;
        return graph.Node("Cast", [graph.Node("Equal", column, graph.Constant(choices, 1, count))],
            OnnxAttribute.Whole("to", OnnxGraph.Float32));
    }

    /// <summary>(x − μ)/σ, cut. Single precision alone would lose what distinguishes numbers near a large μ, so μ is
    /// taken away in two parts.</summary>
    private static string Scaled(OnnxGraph graph, ObservationScaling? scaling, string value)
    {
        if (scaling is null) return value;
        var size = scaling.Means.Length;
        var (whole, rest, deviations) = (new float[size], new float[size], new float[size]);
        for (var i = 0; i < size; i++)
        {
            whole[i] = (float)scaling.Means[i];
            rest[i] = (float)(scaling.Means[i] - whole[i]);
            deviations[i] = (float)scaling.Deviations[i];
        }

        value = graph.Node("Sub", value, graph.Constant(whole, 1, size));
        value = graph.Node("Sub", value, graph.Constant(rest, 1, size));
        value = graph.Node("Div", value, graph.Constant(deviations, 1, size));
        return double.IsInfinity(scaling.Clip)
            ? value
            : graph.Node("Clip", value, graph.Constant([(float)-scaling.Clip]), graph.Constant([(float)scaling.Clip]));
    }

    private static string Apply(OnnxGraph graph, PolicyNetwork network, string value)
    {
        if (network.Memory is { } memory) value = Remember(graph, memory, value);
        if (network.Trunk is { } trunk) value = graph.Apply(trunk.Activation, graph.Apply(trunk, value));
        var outputs = graph.Apply(network.Head, value);
        if (network.Value is not { } states) return outputs;

        var (atoms, actions) = (states.Outputs, network.Outputs / states.Outputs);          // Q = A + (V − mean A)
        string Cut(string row, int count) => graph.Node("Reshape", row, graph.Indices(-1, count, atoms));
        var advantages = Cut(outputs, actions);
        var mean = graph.Node(
            "ReduceMean", [advantages], OnnxAttribute.Wholes("axes", 1), OnnxAttribute.Whole("keepdims", 1));
        var level = graph.Node("Sub", Cut(graph.Apply(states, value), 1), mean);
        return graph.Node("Reshape", graph.Node("Add", advantages, level), graph.Indices(-1, network.Outputs));
    }

    /// <summary>A step of an LSTM, whose states come in and go out.</summary>
    private static string Remember(OnnxGraph graph, Lstm memory, string value)
    {
        var units = memory.Outputs;
        var (hidden, cell) = (graph.Input("hidden", units), graph.Input("cell", units));
        var (input, recurrent) = (memory.InputLayer.Weights.ToArray(), memory.RecurrentLayer.Weights.ToArray());
        var z = graph.Node("Add",                                                                   // x·W + b + h·U
            graph.Node("Gemm", value, graph.Constant(input, memory.Inputs, 4 * units),
                graph.Constant(memory.InputLayer.Bias, 4 * units)),
            graph.Node("MatMul", hidden, graph.Constant(recurrent, units, 4 * units)));
        string Gate(LstmGate gate, string function) =>
            graph.Node(function, graph.Columns(z, (int)gate * units, units));

        var next = graph.Node("Add",                                                                // f ⊙ c + i ⊙ g
            graph.Node("Mul", Gate(LstmGate.Forget, "Sigmoid"), cell),
            graph.Node("Mul", Gate(LstmGate.Input, "Sigmoid"), Gate(LstmGate.Candidate, "Tanh")));
        var shown = graph.Node("Mul", Gate(LstmGate.Output, "Sigmoid"), graph.Node("Tanh", next));  // o ⊙ tanh c
        graph.Output(shown, "hidden_next", units);
        graph.Output(next, "cell_next", units);
        return shown;
    }

    /// <summary>tanh μ, from [−1, 1] to the bounds: <c>low + (a + 1) · (high − low)/2</c>.</summary>
    private static void Squashed(OnnxGraph graph, Box box, string outputs, int count)
    {
        var size = box.Size;
        var mean = count > size ? graph.Columns(outputs, 0, size) : outputs;
        float[] halves = [.. box.High.Zip(box.Low, (high, low) => 0.5f * (high - low))];
        var above = graph.Node("Add", graph.Node("Tanh", mean), graph.Constant([1f]));
        var scaled = graph.Node("Mul", above, graph.Constant(halves, 1, size));
        Reals(graph, box, graph.Node("Add", scaled, graph.Constant([.. box.Low], 1, size)), mean);
    }

    /// <summary>Real numbers cut to the bounds, and the means that they follow from.</summary>
    private static void Reals(OnnxGraph graph, Box box, string actions, string means)
    {
        float[] low = [.. box.Low.Select(bound => Math.Max(bound, float.MinValue))];
        float[] high = [.. box.High.Select(bound => Math.Min(bound, float.MaxValue))];
        var cut = graph.Node("Max", actions, graph.Constant(low, 1, box.Size));
        graph.Output(graph.Node("Min", cut, graph.Constant(high, 1, box.Size)), "action", box.Size);
        graph.Output(means, "mean", box.Size);
    }

    private static void Bits(OnnxGraph graph, int size, string logits)
    {
        var isOne = graph.Node("Greater", logits, graph.Constant([0f]));
        graph.OutputOfIndices(
            graph.Node("Cast", [isOne], OnnxAttribute.Whole("to", OnnxGraph.Int64)), "action", size);
        graph.Output(logits, "logits", size);
    }

    /// <summary>The mean of each choice's numbers.</summary>
    private static string Means(OnnxGraph graph, string values, int atoms, int choices) => atoms == 1
        ? values
        : graph.Node("ReduceMean", [graph.Node("Reshape", values, graph.Indices(-1, choices, atoms))],
            OnnxAttribute.Wholes("axes", 2), OnnxAttribute.Whole("keepdims", 0));

    private static void Choices(OnnxGraph graph, PolicyParts parts, string numbers, string name)
    {
        int[] counts = parts.Actions is MultiDiscrete several
            ? [.. several.Counts]
            : [((Discrete)parts.Actions).Count];
        graph.Output(numbers, name, counts.Sum());
        if (parts.IsMasked)
            numbers = graph.Node(
                "Where", graph.InputOfTruths("mask", counts.Sum()), numbers, graph.Constant([Lowest]));
        var (choices, first) = (new string[counts.Length], 0);
        for (var i = 0; i < counts.Length; first += counts[i++])
            choices[i] = graph.ArgMax(counts.Length == 1 ? numbers : graph.Columns(numbers, first, counts[i]));
        var action = choices.Length == 1
            ? choices[0]
            : graph.Node("Concat", choices, OnnxAttribute.Whole("axis", 1));
        if (parts.Actions is Discrete { Start: not 0 and var start })
            action = graph.Node("Add", action, graph.Indices(start));
        graph.OutputOfIndices(action, "action", counts.Length);
    }

    private static void Note(OnnxGraph graph, PolicyParts parts)
    {
        graph.Note("observations", $"{parts.Observations}");
        graph.Note("actions", $"{parts.Actions}");
        if (parts.Origin is not { } origin) return;
        graph.Note("algorithm", origin.Algorithm);
        graph.Note("environment", origin.Environment);
        graph.Note("seed", $"{origin.Seed}");
        graph.Note("steps", $"{origin.Steps}");
        graph.Note("version", origin.Version);
    }
}
