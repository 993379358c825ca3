using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Networks;

public sealed class LstmTests
{
    /// <summary>Inputs, units, steps, sequences, whether some steps are restarts.</summary>
    public static TheoryData<int, int, int, int, bool> Shapes => new()
    {
        { 1, 1, 1, 1, false },
        { 3, 5, 6, 1, false },
        { 2, 4, 7, 3, true },
        { 5, 19, 4, 2, true },
        { 4, 33, 3, 5, false },
        { 1, 16, 5, 17, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outputs_and_states_are_those_of_the_definition_in_double(
        int inputs, int units, int steps, int sequences, bool restarts)
    {
        var drawn = new Drawn(inputs, units, steps, sequences, restarts);
        var pass = drawn.NewPass();
        var outputs = pass.Forward(drawn.Inputs, drawn.Restarts, drawn.Rows);

        var expected = drawn.Reference(out var hidden, out var cell);
        AssertClose(expected, outputs);
        AssertClose(hidden, pass.FinalHidden);
        AssertClose(cell, pass.FinalCell);

        static void AssertClose(double[] expected, ReadOnlySpan<float> given)
        {
            Assert.Equal(expected.Length, given.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], given[i], 2e-6 * (1 + Math.Abs(expected[i])));
        }
    }

    /// <summary>Central differences of Σ w·h in double, for every parameter, input and initial state;
    /// their own error is near 10⁻⁹, float's near 10⁻⁶ of the largest.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_are_the_finite_differences(int inputs, int units, int steps, int sequences, bool restarts)
    {
        var drawn = new Drawn(inputs, units, steps, sequences, restarts);
        var pass = drawn.NewPass();
        var inputGradients = new float[drawn.Inputs.Length];
        pass.Forward(drawn.Inputs, drawn.Restarts, drawn.Rows);
        pass.Backward(drawn.Inputs, drawn.Weights, inputGradients);

        drawn.AssertGradient(drawn.DoubleParameters, pass.Gradients);
        drawn.AssertGradient(drawn.DoubleInputs, inputGradients);
        drawn.AssertGradient(drawn.DoubleHidden, pass.InitialHiddenGradients);
        drawn.AssertGradient(drawn.DoubleCell, pass.InitialCellGradients);
    }

    [Fact]
    public void On_the_seam_a_row_is_a_step()
    {
        var drawn = new Drawn(inputs: 3, units: 6, steps: 9, sequences: 1, restarts: false);
        var ofParameters = GradientCheck.OfParameters(drawn.Network, drawn.Inputs, drawn.Weights);
        var ofInputs = GradientCheck.OfInputs(drawn.Network, drawn.Inputs, drawn.Weights);
        Assert.InRange(ofParameters.Worst, 0, GradientCheck.SingleTolerance);
        Assert.InRange(ofInputs.Worst, 0, GradientCheck.SingleTolerance);
    }

    [Fact]
    public void Sequences_do_not_depend_on_those_beside_them()
    {
        var drawn = new Drawn(inputs: 3, units: 21, steps: 5, sequences: 18, restarts: true);
        var together = drawn.NewPass().Forward(drawn.Inputs, drawn.Restarts, drawn.Rows).ToArray();
        for (var s = 0; s < 18; s++)
        {
            var alone = drawn.Network.NewPass(maxSteps: 5, sequences: 1);
            drawn.Hidden.AsSpan(s * 21, 21).CopyTo(alone.InitialHidden);
            drawn.Cell.AsSpan(s * 21, 21).CopyTo(alone.InitialCell);
            var rows = Enumerable.Range(0, 5).Select(t => (t * 18) + s).ToArray();
            var inputs = rows.SelectMany(row => drawn.Inputs.AsSpan(row * 3, 3).ToArray()).ToArray();
            var outputs = alone.Forward(inputs, Array.ConvertAll(rows, row => drawn.Restarts[row]), 5);
            for (var t = 0; t < 5; t++)
                Assert.Equal(together.AsSpan(((t * 18) + s) * 21, 21), outputs.Slice(t * 21, 21));
        }
    }

    [Fact]
    public void Fewer_sequences_than_a_pass_has_room_for_are_computed_as_if_it_had_no_more()
    {
        var drawn = new Drawn(inputs: 3, units: 10, steps: 4, sequences: 2, restarts: true);
        var expected = drawn.NewPass();
        var pass = drawn.Network.NewPass(maxSteps: 6, sequences: 5);
        pass.Forward(new float[6 * 5 * 3], 30);
        pass.Sequences = 2;
        drawn.Hidden.CopyTo(pass.InitialHidden);
        drawn.Cell.CopyTo(pass.InitialCell);
        var outputs = expected.Forward(drawn.Inputs, drawn.Restarts, 8);
        Assert.Equal(outputs, pass.Forward(drawn.Inputs, drawn.Restarts, 8));
        Assert.Equal(outputs, pass.Outputs);
        expected.Backward(drawn.Inputs, drawn.Weights, []);
        pass.Backward(drawn.Inputs, drawn.Weights, []);
        Assert.Equal(expected.Gradients, pass.Gradients);
        Assert.Equal(expected.InitialCellGradients, pass.InitialCellGradients);
        Assert.Equal(expected.FinalCell, pass.FinalCell);
        Assert.Throws<ArgumentOutOfRangeException>(() => pass.Sequences = 6);
    }

    [Fact]
    public void A_sequence_in_pieces_is_the_whole_sequence()
    {
        var drawn = new Drawn(inputs: 3, units: 10, steps: 6, sequences: 2, restarts: false);
        var whole = drawn.NewPass().Forward(drawn.Inputs, 12).ToArray();

        var pass = drawn.NewPass();
        for (var t = 0; t < 6; t++)
        {
            Assert.Equal(whole.AsSpan(t * 20, 20), pass.Forward(drawn.Inputs.AsSpan(t * 6, 6), 2));
            pass.Carry();
        }

        pass.Restart();
        var anew = drawn.Network.NewPass(maxSteps: 1, sequences: 2).Forward(drawn.Inputs.AsSpan(0, 6), 2);
        Assert.Equal(anew, pass.Forward(drawn.Inputs.AsSpan(0, 6), 2));
    }

    [Fact]
    public void A_restart_is_a_new_sequence_for_outputs_and_gradients()
    {
        var drawn = new Drawn(inputs: 2, units: 7, steps: 6, sequences: 1, restarts: false);
        var pass = drawn.Network.NewPass(maxSteps: 6, sequences: 1);
        pass.Forward(drawn.Inputs, [false, false, false, true, false, false], 6);
        pass.Backward(drawn.Inputs, drawn.Weights, []);

        var parts = drawn.Network.NewPass(maxSteps: 3, sequences: 1);
        parts.Forward(drawn.Inputs.AsSpan(0, 6), 3);
        parts.Backward(drawn.Inputs.AsSpan(0, 6), drawn.Weights.AsSpan(0, 21), []);
        Assert.Equal(parts.InitialHiddenGradients, pass.InitialHiddenGradients);
        parts.Forward(drawn.Inputs.AsSpan(6, 6), 3);
        Assert.Equal(pass.FinalHidden, parts.FinalHidden);
        parts.Backward(drawn.Inputs.AsSpan(6, 6), drawn.Weights.AsSpan(21, 21), []);
        for (var i = 0; i < pass.Gradients.Length; i++) Assert.Equal(parts.Gradients[i], pass.Gradients[i], 1e-5f);
    }

    [Fact]
    public void Many_threads_compute_with_one_network()
    {
        var drawn = new Drawn(inputs: 3, units: 20, steps: 8, sequences: 4, restarts: true);
        float[] Gradients()
        {
            var pass = drawn.NewPass();
            pass.Forward(drawn.Inputs, drawn.Restarts, drawn.Rows);
            pass.Backward(drawn.Inputs, drawn.Weights, []);
            return pass.Gradients.ToArray();
        }

        var expected = Gradients();
        Parallel.For(0, 16, _ => Assert.Equal(expected, Gradients()));
    }

    [Fact]
    public void Its_parts_are_views_of_the_flat_parameters_and_can_live_elsewhere()
    {
        var drawn = new Drawn(inputs: 3, units: 5, steps: 2, sequences: 1, restarts: false);
        var network = drawn.Network;
        Assert.Equal((3 * 20) + 20 + (5 * 20), network.Parameters.Length);
        network.Bias(LstmGate.Forget).Fill(1);
        Assert.Equal(5, network.Parameters.Slice((3 * 20) + 5, 5).Count(1f));

        var before = drawn.NewPass().Forward(drawn.Inputs, 2).ToArray();
        var home = new float[network.Parameters.Length + 3];
        network.Embed(home.AsMemory(3));
        Assert.Equal(before, drawn.NewPass().Forward(drawn.Inputs, 2).ToArray());
        Assert.Equal(home[3], network.InputLayer.Weights[0]);
        Assert.Throws<ArgumentException>(() => network.Embed(new float[3]));
    }

    [Fact]
    public void Impossible_sizes_and_rows_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(1, 1).NewPass(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(1, 1).NewPass(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(1, 1).NewPass(2, 2).Forward(new float[3], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(1, 1).NewPass(2, 2).Forward(new float[6], 6));
        Assert.Throws<ArgumentException>(() => new Lstm(1, 1).NewPass(2, 2).Forward(new float[4], [true], 4));
        Assert.Throws<InvalidOperationException>(() => new Lstm(1, 1).NewPass(2, 2).Carry());
    }

    [Fact]
    public void A_pass_allocates_nothing_once_it_is_made()
    {
        var drawn = new Drawn(inputs: 3, units: 20, steps: 4, sequences: 2, restarts: true);
        var pass = drawn.NewPass();
        var inputGradients = new float[drawn.Inputs.Length];
        Learn();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Learn()
        {
            pass.Forward(drawn.Inputs, drawn.Restarts, drawn.Rows);
            pass.Backward(drawn.Inputs, drawn.Weights, inputGradients);
            pass.Carry();
        }
    }

    /// <summary>A network, states and inputs, in float and in double.</summary>
    private sealed class Drawn
    {
        private readonly int _steps, _sequences;

        public Drawn(int inputs, int units, int steps, int sequences, bool restarts)
        {
            var rng = new Rng(1);
            (_steps, _sequences) = (steps, sequences);
            Network = Lstm.Create(inputs, units, Initialization.Uniform(1 / Math.Sqrt(units)), ref rng);
            Inputs = Draw(Rows * inputs, 2, ref rng);
            Weights = Draw(Rows * units, 1, ref rng);
            Hidden = Draw(sequences * units, 1, ref rng);
            Cell = Draw(sequences * units, 2, ref rng);
            Restarts = new bool[Rows];
            if (restarts)
                foreach (ref var restart in Restarts.AsSpan()) restart = rng.NextDouble() < 0.25;
            DoubleParameters = ReferenceMlp.Parameters(Network);
            (DoubleInputs, DoubleHidden, DoubleCell) = (Doubles(Inputs), Doubles(Hidden), Doubles(Cell));
        }

        public Lstm Network { get; }

        public float[] Inputs { get; }

        public float[] Weights { get; }

        public float[] Hidden { get; }

        public float[] Cell { get; }

        public bool[] Restarts { get; }

        public double[] DoubleParameters { get; }

        public double[] DoubleInputs { get; }

        public double[] DoubleHidden { get; }

        public double[] DoubleCell { get; }

        public int Rows => _steps * _sequences;

        public LstmPass NewPass()
        {
            var pass = Network.NewPass(_steps, _sequences);
            Hidden.CopyTo(pass.InitialHidden);
            Cell.CopyTo(pass.InitialCell);
            return pass;
        }

        public double[] Reference(out double[] finalHidden, out double[] finalCell)
        {
            var (n, units) = (Network.Inputs, Network.Outputs);
            var outputs = new double[Rows * units];
            (finalHidden, finalCell) = (new double[_sequences * units], new double[_sequences * units]);
            for (var s = 0; s < _sequences; s++)
            {
                var inputs = new double[_steps][];
                var restarts = new bool[_steps];
                for (var t = 0; t < _steps; t++)
                {
                    inputs[t] = DoubleInputs.AsSpan(((t * _sequences) + s) * n, n).ToArray();
                    restarts[t] = Restarts[(t * _sequences) + s];
                }

                var hidden = DoubleHidden.AsSpan(s * units, units).ToArray();
                var cell = DoubleCell.AsSpan(s * units, units).ToArray();
                var h = ReferenceLstm.Forward(Network, DoubleParameters, inputs, restarts, ref hidden, ref cell);
                for (var t = 0; t < _steps; t++) h[t].CopyTo(outputs.AsSpan(((t * _sequences) + s) * units));
                hidden.CopyTo(finalHidden.AsSpan(s * units));
                cell.CopyTo(finalCell.AsSpan(s * units));
            }

            return outputs;
        }

        public void AssertGradient(double[] point, ReadOnlySpan<float> gradient)
        {
            const double Step = 1e-5;
            Assert.Equal(point.Length, gradient.Length);
            var scale = 1e-2f;
            foreach (var g in gradient) scale = Math.Max(scale, Math.Abs(g));
            for (var i = 0; i < point.Length; i += Math.Max(1, point.Length / 1000))
            {
                var at = point[i];
                point[i] = at + Step;
                var above = Objective();
                point[i] = at - Step;
                var below = Objective();
                point[i] = at;
                Assert.Equal((above - below) / (2 * Step), gradient[i], 5e-6 * scale);
            }
        }

        private double Objective() => Reference(out _, out _).Zip(Weights, (h, w) => h * w).Sum();

        private static float[] Draw(int count, double bound, ref Rng rng)
        {
            var values = new float[count];
            foreach (ref var value in values.AsSpan()) value = (float)rng.NextUniform(-bound, bound);
            return values;
        }

        private static double[] Doubles(float[] values) => Array.ConvertAll(values, x => (double)x);
    }
}
