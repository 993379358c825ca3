using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.Policies;

/// <summary>The network of a trained policy, a row at a time, without a pass: all that is computed lies where the
/// caller says.</summary>
/// <remarks>
/// <para><c>x → [memory →] [trunk → f →] head</c>; with a value network beside the head, it is the dueling sum
/// <c>V + A − mean A</c> over the actions.</para>
/// <para>The same bits as of the networks that learned. Its parts are copies, which nobody may change: then it is safe
/// for concurrent use.</para>
/// </remarks>
public sealed class PolicyNetwork
{
    private const int Gates = 4;

    /// <summary>Copies the parts.</summary>
    /// <param name="head">The last network, or all of it.</param>
    /// <param name="trunk">What the head sees, through its activation; null: the inputs.</param>
    /// <param name="value">V, which sees what the head sees, which is then A; null for none.</param>
    /// <param name="memory">What the inputs go through first; null for none.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public PolicyNetwork(Mlp head, Mlp? trunk = null, Mlp? value = null, Lstm? memory = null)
    {
        ArgumentNullException.ThrowIfNull(head);
        (Head, Trunk, Value, Memory) = (Copy(head)!, Copy(trunk), Copy(value), Copy(memory));
        var first = trunk ?? head;
        if ((trunk is not null && trunk.Outputs != head.Inputs)
            || (value is not null && (value.Inputs != head.Inputs || head.Outputs % value.Outputs != 0))
            || (memory is not null && memory.Outputs != first.Inputs))
            throw new ArgumentException("The parts of the network do not fit together.", nameof(head));

        Inputs = memory?.Inputs ?? first.Inputs;
        Room = (Gates + 1) * Units;
        foreach (var part in (Mlp?[])[Head, Trunk, Value])
            if (part is not null)
                foreach (var width in part.Sizes[1..])
                    Room = checked(Room + width);
    }

    /// <summary>The last network, or all of it.</summary>
    public Mlp Head { get; }

    /// <summary>What the head sees, through its activation; null: the inputs, or the memory.</summary>
    public Mlp? Trunk { get; }

    /// <summary>V beside the head, which is then A; null for none.</summary>
    public Mlp? Value { get; }

    /// <summary>What the inputs go through first; null for none.</summary>
    public Lstm? Memory { get; }

    /// <summary>Numbers that it sees.</summary>
    public int Inputs { get; }

    /// <summary>Numbers that it gives.</summary>
    public int Outputs => Head.Outputs;

    /// <summary>Units of the memory; 0 for none.</summary>
    public int Units => Memory?.Outputs ?? 0;

    /// <summary>Numbers in φ, the last hidden layer; the inputs where there is none.</summary>
    public int Features => Head.Sizes[^2];

    /// <summary>Numbers that a forward pass needs room for.</summary>
    internal int Room { get; }

    /// <summary>Computes one row.</summary>
    /// <param name="inputs">[inputs].</param>
    /// <param name="memory">What the memory carries, which goes on; null where there is none.</param>
    /// <param name="room">Where to compute, [Room].</param>
    /// <param name="features">φ of the row.</param>
    /// <returns>[outputs], in the room.</returns>
    internal Span<float> Forward(
        ReadOnlySpan<float> inputs, PolicyMemory? memory, Span<float> room, out ReadOnlySpan<float> features)
    {
        if (Memory is not null) inputs = Remember(Memory, memory!, inputs, ref room);
        if (Trunk is not null)
        {
            var seen = Run(Trunk, inputs, ref room, out _);
            Activations.Forward(Trunk.Activation, seen, seen);
            inputs = seen;
        }

        var outputs = Run(Head, inputs, ref room, out features);
        if (Value is not null) Join(outputs, Run(Value, inputs, ref room, out _));
        return outputs;
    }

    /// <summary>A step of the memory.</summary>
    /// <returns>h.</returns>
    private static ReadOnlySpan<float> Remember(
        Lstm network, PolicyMemory memory, ReadOnlySpan<float> inputs, scoped ref Span<float> room)
    {
        var (units, sums) = (network.Outputs, Gates * network.Outputs);
        var z = Take(ref room, sums);
        var shown = Take(ref room, units);
        var input = network.InputLayer;
        var recurrent = network.RecurrentLayer;
        MatrixProduct.Multiply(inputs, input.Weights, input.Bias, z, 1, network.Inputs, sums);
        MatrixProduct.Add(memory.Hidden, recurrent.Weights, z, 1, units, sums);
        LstmCell.Forward(z, memory.Cell, memory.Cell, shown, memory.Hidden);
        return memory.Hidden;
    }

    /// <summary>The layers of a network, each into room of its own.</summary>
    private static Span<float> Run(
        Mlp network, ReadOnlySpan<float> inputs, scoped ref Span<float> room, out ReadOnlySpan<float> lastHidden)
    {
        for (var index = 0; ; index++)
        {
            var layer = network.Layer(index);
            var outputs = Take(ref room, layer.Outputs);
            MatrixProduct.Multiply(inputs, layer.Weights, layer.Bias, outputs, 1, layer.Inputs, layer.Outputs);
            if (index == network.Layers - 1)
            {
                lastHidden = inputs;
                return outputs;
            }

            Activations.Forward(network.Activation, outputs, outputs);
            inputs = outputs;
        }
    }

    /// <summary><c>Q = A + (V − mean A)</c>, for each of the numbers that an action has.</summary>
    private static void Join(Span<float> a, ReadOnlySpan<float> v)
    {
        var n = a.Length / v.Length;
        for (var i = 0; i < v.Length; i++)
        {
            var sum = 0f;
            for (var k = 0; k < n; k++) sum += a[i + (k * v.Length)];
            var level = v[i] - (sum / n);
            for (var k = 0; k < n; k++) a[i + (k * v.Length)] += level;
        }
    }

    private static Span<float> Take(scoped ref Span<float> room, int count)
    {
        var taken = room[..count];
        room = room[count..];
        return taken;
    }

    private static Mlp? Copy(Mlp? network)
    {
        if (network is null) return null;
        var copy = new Mlp(network.Sizes.ToArray(), network.Activation, network.HasBias);
        network.Parameters.CopyTo(copy.Parameters);
        return copy;
    }

    private static Lstm? Copy(Lstm? network)
    {
        if (network is null) return null;
        var copy = new Lstm(network.Inputs, network.Outputs);
        network.Parameters.CopyTo(copy.Parameters);
        return copy;
    }
}
