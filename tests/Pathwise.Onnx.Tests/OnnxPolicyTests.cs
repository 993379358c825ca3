using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Policies;
using Pathwise.Randomness;
using Pathwise.Tests.Policies;

namespace Pathwise.Onnx.Tests;

/// <summary>Policies of every kind are run in ONNX Runtime, and must act as they do here.</summary>
public sealed class OnnxPolicyTests
{
    private const int Rows = 10_000;
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Names => PolicyCases.Names;

    /// <summary>10,000 observations: those that episodes of random actions show, and, of real numbers, every tenth drawn
    /// anew, ten times as far out. Numbers are within 10⁻⁵, of those above 1 within 10⁻⁵ of their size; choices are the
    /// same, unless the two best are that near. Batches of 1, 7 and 4096 give the same as all at once.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_acts_the_same_in_onnx_runtime(string name)
    {
        var (learner, environment) = PolicyCases.Learned(name);
        var policy = learner.NewPolicy(environment)!;
        var inputs = new Inputs(policy, environment);
        using var session = new InferenceSession(OnnxPolicy.ToGraph(policy).ToBytes());
        Assert.Equal(inputs.Names, session.InputNames);

        var whole = Run(session, inputs, 0, Rows);
        AssertSame(policy, inputs, whole);
        foreach (var count in (int[])[1, 7, 4096])
            foreach (var (output, numbers) in Run(session, inputs, Rows - count, count))
            {
                var last = whole[output][^numbers.Length..];
                for (var i = 0; i < numbers.Length; i++) Assert.Equal(last[i], numbers[i], Near(last[i]));
            }
    }

    /// <summary>Rounded to single precision, this mean would be off by a twentieth of the deviation.</summary>
    [Fact]
    public void What_is_far_from_0_beside_its_deviation_is_normalised_alike()
    {
        var network = new Mlp([1, 1]);
        network.Layer(0).Weights[0] = 1;
        var (seen, reals) = (new Box(9_999, 10_001, 1), new Box(float.NegativeInfinity, float.PositiveInfinity, 1));
        var policy = new TrainedPolicy(new(seen, reals, ActionRule.Reals, new(network))
        {
            Scaling = new([10_000.0004], [0.008], 10), LogSigmas = new float[1],
        });
        using var session = new InferenceSession(OnnxPolicy.ToGraph(policy).ToBytes());
        var (observations, action) = (new float[61], new float[1]);
        for (var i = 0; i < observations.Length; i++) observations[i] = 9_999.97f + (i / 1000f);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(
            "observation", new DenseTensor<float>(observations, [observations.Length, 1]))]);
        var given = results.Single(result => result.Name == "action").AsEnumerable<float>().ToArray();
        for (var i = 0; i < given.Length; i++)
        {
            policy.Act(observations.AsSpan(i, 1), action);
            Assert.Equal(action[0], given[i], Tolerance);
        }
    }

    [Fact]
    public void A_file_says_where_its_policy_comes_from()
    {
        var parts = PolicyCases.Policy("dqn").Parts with { Origin = new("dqn", "CartPole-v1", 3, 1000, "0.1.0") };
        using var session = new InferenceSession(OnnxPolicy.ToGraph(new(parts)).ToBytes());
        var notes = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal("dqn", notes["algorithm"]);
        Assert.Equal("CartPole-v1", notes["environment"]);
        Assert.Equal("3", notes["seed"]);
        Assert.Equal("1000", notes["steps"]);
        Assert.Equal("Discrete(2)", notes["actions"]);
        Assert.Equal(["q", "action"], session.OutputNames);
    }

    /// <summary>What the policy here does with each row, beside what ONNX Runtime gave.</summary>
    private static void AssertSame(TrainedPolicy policy, Inputs inputs, Dictionary<string, double[]> outputs)
    {
        var (size, given) = (policy.ActionSpace.Size, outputs["action"]);
        var numbers = outputs.GetValueOrDefault("q") ?? outputs.GetValueOrDefault("logits") ?? outputs["mean"];
        var width = numbers.Length / Rows;
        var (choices, reals, memory) = (new int[size], new float[size], policy.NewMemory());
        for (var row = 0; row < Rows; row++)
        {
            var seen = inputs.Observation(row);
            inputs.Remember(row, memory);
            var own = Numbers(policy, seen, memory, width);
            for (var i = 0; i < width; i++) Assert.Equal(own[i], numbers[(row * width) + i], Near(own[i]));
            inputs.Remember(row, memory);
            if (policy.ActionSpace is Box)
            {
                policy.Act(seen, reals, memory);
                for (var i = 0; i < size; i++)
                    Assert.Equal(reals[i], given[(row * size) + i], Near(reals[i]));
            }
            else
            {
                policy.Act(seen, choices, inputs.Mask(row), memory);
                for (var i = 0; i < size; i++)
                    if (given[(row * size) + i] != choices[i])
                        AssertNear(policy.ActionSpace, own, i, choices[i], (int)given[(row * size) + i]);
            }

            if (memory is null) continue;
            for (var i = 0; i < memory.Hidden.Length; i++)
            {
                Assert.Equal(memory.Hidden[i], outputs["hidden_next"][(row * memory.Hidden.Length) + i], Tolerance);
                Assert.Equal(memory.Cell[i], outputs["cell_next"][(row * memory.Hidden.Length) + i], Near(memory.Cell[i]));
            }
        }
    }

    /// <summary>Two choices may be confused only where their numbers are the same as far as numbers are the same.</summary>
    private static void AssertNear(Space space, ReadOnlySpan<double> numbers, int component, int one, int other)
    {
        if (space is MultiBinary)
        {
            Assert.InRange(numbers[component], -Tolerance, Tolerance);
            return;
        }

        var first = space is MultiDiscrete several ? several.Counts.Take(component).Sum() : 0;
        Assert.Equal(numbers[first + one], numbers[first + other], 2 * Near(numbers[first + one]));
    }

    /// <summary>What the action follows from: means, logits, or the mean of each choice's values.</summary>
    private static double[] Numbers(TrainedPolicy policy, ReadOnlySpan<float> observation, PolicyMemory? memory, int width)
    {
        var (parts, network) = (policy.Parts, policy.Parts.Network);
        var (seen, room) = (new float[network.Inputs], new float[network.Room]);
        new ObservationEncoding(parts.Observations, parts.Scaling).Encode(observation, seen);
        var outputs = network.Forward(seen, memory, room, out _).ToArray();
        var atoms = parts.Atoms;
        return [.. Enumerable.Range(0, width).Select(i => (double)outputs.AsSpan(i * atoms, atoms).ToArray().Average())];
    }

    private static double Near(double number) => Tolerance * Math.Max(1, Math.Abs(number));

    private static Dictionary<string, double[]> Run(InferenceSession session, Inputs inputs, int first, int count)
    {
        using var results = session.Run(inputs.Tensors(first, count));
        return results.ToDictionary(result => result.Name, result =>
        {
            double[] numbers = result.ElementType == TensorElementType.Int64
                ? [.. result.AsEnumerable<long>().Select(number => (double)number)]
                : [.. result.AsEnumerable<float>().Select(number => (double)number)];
            Assert.Equal(count, result.Value is DenseTensor<long> whole
                ? whole.Dimensions[0]
                : result.AsTensor<float>().Dimensions[0]);
            return numbers;
        });
    }

    /// <summary>What the graph is given.</summary>
    private sealed class Inputs
    {
        private readonly int _size, _choices, _units;
        private readonly float[] _observations = [], _hidden = [], _cell = [];
        private readonly bool[] _masks = [];

        public Inputs(TrainedPolicy policy, EnvironmentEntry environment)
        {
            var rng = new Rng(5);
            (_size, _units) = (policy.ObservationSpace.Size, policy.Parts.Network.Units);
            _choices = policy.Parts.IsMasked ? ((Discrete)policy.ActionSpace).Count : 0;
            _observations = new float[Rows * _size];
            _masks = new bool[Rows * _choices];
            if (environment.ActionSpace is Box) Collect<float>(environment, ref rng);
            else Collect<int>(environment, ref rng);
            if (policy.ObservationSpace is Box)
                for (var row = 0; row < Rows; row += 10)
                    foreach (ref var number in _observations.AsSpan(row * _size, _size))
                        number *= 10 * (float)rng.NextNormal();
            for (var i = 0; i < Rows * _choices; i++) _masks[i] = i % _choices == i / _choices % _choices || rng.NextDouble() < 0.5;
            (_hidden, _cell) = (new float[Rows * _units], new float[Rows * _units]);
            for (var i = 0; i < _hidden.Length; i++)
                (_hidden[i], _cell[i]) = ((float)rng.NextUniform(-1, 1), 3 * (float)rng.NextNormal());
            Names = [
                "observation", .. _units > 0 ? (string[])["hidden", "cell"] : [],
                .. _choices > 0 ? (string[])["mask"] : [],
            ];
        }

        public string[] Names { get; }

        public ReadOnlySpan<float> Observation(int row) => _observations.AsSpan(row * _size, _size);

        public ReadOnlySpan<bool> Mask(int row) => _masks.AsSpan(row * _choices, _choices);

        public void Remember(int row, PolicyMemory? memory)
        {
            if (memory is null) return;
            _hidden.AsSpan(row * _units, _units).CopyTo(memory.Hidden);
            _cell.AsSpan(row * _units, _units).CopyTo(memory.Cell);
        }

        public List<NamedOnnxValue> Tensors(int first, int count)
        {
            var tensors = new List<NamedOnnxValue> { Tensor("observation", _observations, _size) };
            if (_units > 0) tensors.AddRange([Tensor("hidden", _hidden, _units), Tensor("cell", _cell, _units)]);
            if (_choices > 0) tensors.Add(Tensor("mask", _masks, _choices));
            return tensors;

            NamedOnnxValue Tensor<T>(string name, T[] rows, int width) => NamedOnnxValue.CreateFromTensor(
                name, new DenseTensor<T>(rows.AsMemory(first * width, count * width), [count, width]));
        }

        private void Collect<TAction>(EnvironmentEntry entry, ref Rng rng) where TAction : unmanaged
        {
            const int Width = 10;
            var environments = (IVectorEnvironment<TAction>)entry.MakeVector(Width);
            environments.Reset(3);
            var actions = new TAction[Width * entry.ActionSpace.Size];
            for (var row = 0; row < Rows; row += Width)
            {
                environments.Observations.CopyTo(_observations.AsSpan(row * _size));
                for (var i = 0; i < Width; i++)
                {
                    var action = actions.AsSpan(i * entry.ActionSpace.Size, entry.ActionSpace.Size);
                    if (typeof(TAction) == typeof(int))
                        entry.ActionSpace.Sample(System.Runtime.InteropServices.MemoryMarshal.Cast<TAction, int>(action), ref rng);
                    else
                        entry.ActionSpace.Sample(System.Runtime.InteropServices.MemoryMarshal.Cast<TAction, float>(action), ref rng);
                }

                environments.Step(actions);
            }
        }
    }
}
