using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Randomness;
using Pathwise.Tests.Networks;

namespace Pathwise.Tests.ArchitectureSearch.Controllers;

public sealed class ControllersTests
{
    private const int Decisions = 4;

    private static readonly ControllerScores Scores = new(SmallControllers.Space);

    public static TheoryData<string> Kinds => ["softmax", "recurrent", "tanh", "tempered"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Log_probabilities_and_entropies_are_those_of_the_definition_in_double(string kind)
    {
        var controller = SmallControllers.Create(kind);
        var (logProbabilities, entropies) = Evaluate(controller, SmallControllers.All);
        for (var i = 0; i < SmallControllers.All.Length; i++)
        {
            var (logProbability, entropy) = ReferenceController.Score(
                controller, ReferenceMlp.Parameters(controller), SmallControllers.All[i]);
            Assert.Equal(logProbability, logProbabilities.AsSpan(i * Decisions, Decisions).ToArray().Sum(), 2e-6);
            Assert.Equal(entropy, entropies.AsSpan(i * Decisions, Decisions).ToArray().Sum(), 2e-6);
        }
    }

    /// <summary>Σ w ln π + β Σ H, by central differences in double for every parameter; their own error is near 10⁻⁹,
    /// float's near 10⁻⁶ of the largest.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gradients_of_weighted_log_probabilities_and_entropies_are_the_finite_differences(string kind)
    {
        const double EntropyWeight = 0.7, Step = 1e-5;
        var controller = SmallControllers.Create(kind);
        int[][] rows = [[2, 1, 0, 3], [0, 0, 0, 1], [2, 0, 0, 1]];
        double[] weights = [1.3, -0.4, 0.9];
        var gradient = Gradient(controller, rows, weights, EntropyWeight);

        var parameters = ReferenceMlp.Parameters(controller);
        var scale = gradient.Max(Math.Abs);
        for (var i = 0; i < parameters.Length; i++)
        {
            var at = parameters[i];
            parameters[i] = at + Step;
            var above = Objective();
            parameters[i] = at - Step;
            var below = Objective();
            parameters[i] = at;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 5e-6 * scale);
        }

        double Objective() => rows.Zip(weights).Sum(pair =>
        {
            var (logProbability, entropy) = ReferenceController.Score(controller, parameters, pair.First);
            return (pair.Second * logProbability) + (EntropyWeight * entropy);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void On_the_seam_a_controller_is_a_network_from_choices_to_logits(string kind)
    {
        var controller = SmallControllers.Create(kind);
        var inputs = SmallControllers.Inputs([2, 1, 0, 3], [1, 0, 0, 0]);
        Assert.Equal((Decisions, 10), (controller.Inputs, controller.Outputs));

        var pass = controller.NewPass(2);
        var inputGradients = new float[2 * Decisions];
        Array.Fill(inputGradients, 1);
        Assert.Equal(20, pass.Forward(inputs, 2).Length);
        pass.Backward(inputs, new float[20], inputGradients);
        Assert.All(inputGradients, gradient => Assert.Equal(0, gradient));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_probabilities_of_all_architectures_add_up_and_the_path_entropies_mean_the_entropy(string kind)
    {
        var controller = SmallControllers.Create(kind);
        var (logProbabilities, entropies) = Evaluate(controller, SmallControllers.All);
        var (total, entropy, meanOfPaths) = (0.0, 0.0, 0.0);
        for (var i = 0; i < SmallControllers.All.Length; i++)
        {
            var logProbability = logProbabilities.AsSpan(i * Decisions, Decisions).ToArray().Sum();
            total += Math.Exp(logProbability);
            entropy -= Math.Exp(logProbability) * logProbability;
            meanOfPaths += Math.Exp(logProbability) * entropies.AsSpan(i * Decisions, Decisions).ToArray().Sum();
        }

        Assert.Equal(1, total, 1e-6);
        Assert.Equal(entropy, meanOfPaths, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Draws_have_their_probabilities(string kind)
    {
        const int Rows = 50, Batches = 400;
        var controller = SmallControllers.Create(kind);
        var (draws, rng) = (new ControllerDraws(controller, Rows), new Rng(3));
        var counts = new int[SmallControllers.All.Length];
        var choices = new int[Rows * Decisions];
        for (var batch = 0; batch < Batches; batch++)
        {
            draws.Sample(choices, ref rng);
            for (var row = 0; row < Rows; row++)
            {
                var drawn = choices.AsSpan(row * Decisions, Decisions);
                counts[(((drawn[0] * 2) + drawn[1]) * 4) + drawn[3]]++;
            }
        }

        var (logProbabilities, _) = Evaluate(controller, SmallControllers.All);
        for (var i = 0; i < counts.Length; i++)
        {
            var p = Math.Exp(logProbabilities.AsSpan(i * Decisions, Decisions).ToArray().Sum());
            var (mean, deviation) = (Rows * Batches * p, Math.Sqrt(Rows * Batches * p * (1 - p)));
            Assert.InRange(counts[i], mean - (4.5 * deviation), mean + (4.5 * deviation));    // 24 of them: 4.5 s.e.
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void While_choices_are_made_the_logits_are_those_of_the_whole_bit_for_bit(string kind)
    {
        var controller = SmallControllers.Create(kind);
        var rollout = controller.NewRollout(30);
        rollout.Begin(3);
        rollout.Next([]);                                                  // what was begun before leaves nothing
        rollout.Begin(SmallControllers.All.Length);
        var pass = controller.NewPass(SmallControllers.All.Length);
        var whole = pass.Forward(SmallControllers.Inputs(SmallControllers.All), SmallControllers.All.Length).ToArray();
        for (var (d, offset) = (0, 0); d < Decisions; offset += SmallControllers.Space.Decisions[d++].Count)
        {
            var options = SmallControllers.Space.Decisions[d].Count;
            var before = d == 0 ? [] : Array.ConvertAll(SmallControllers.All, one => one[d - 1]);
            var logits = rollout.Next(before).ToArray();
            for (var row = 0; row < SmallControllers.All.Length; row++)
                Assert.Equal(
                    whole.AsSpan((row * controller.Outputs) + offset, options), logits.AsSpan(row * options, options));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Greedy_choices_are_the_likeliest_given_those_before(string kind)
    {
        var controller = SmallControllers.Create(kind);
        var choices = new int[Decisions];
        new ControllerDraws(controller, 3).Greedy(choices);
        for (var d = 0; d < Decisions; d++)
            for (var option = 0; option < SmallControllers.Space.Decisions[d].Count; option++)
            {
                var other = (int[])choices.Clone();
                other[d] = option;
                var (logProbabilities, _) = Evaluate(controller, [choices, other]);
                Assert.True(logProbabilities[d] >= logProbabilities[Decisions + d]);
            }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_allocated_once_all_is_made(string kind)
    {
        var controller = SmallControllers.Create(kind);
        var (draws, pass, rng) = (new ControllerDraws(controller, 5), controller.NewPass(5), new Rng(1));
        var (choices, inputs) = (new int[5 * Decisions], new float[5 * Decisions]);
        var (scores, weights, gradient) = (new double[20], new double[20], new float[5 * controller.Outputs]);
        Array.Fill(weights, 1);
        Learn();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Learn()
        {
            draws.Sample(choices, ref rng);
            for (var i = 0; i < choices.Length; i++) inputs[i] = choices[i];
            var logits = pass.Forward(inputs, 5);
            Scores.Evaluate(logits, choices, scores, scores);
            Scores.AddGradient(logits, choices, weights, 0.1, gradient);
            pass.Backward(inputs, gradient, []);
        }
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused()
    {
        var draws = new ControllerDraws(SmallControllers.Create("recurrent"), 2);
        var rng = new Rng(1);
        Assert.Throws<ArgumentException>(() => draws.Sample(new int[3 * Decisions], ref rng));
        Assert.Throws<ArgumentException>(() => draws.Sample(new int[3], ref rng));
        var scores = new double[8];
        Assert.Throws<ArgumentException>(() => Scores.Evaluate(new float[10], new int[8], scores, scores));
    }

    private static (double[] LogProbabilities, double[] Entropies) Evaluate(IController controller, int[][] rows)
    {
        var logits = controller.NewPass(rows.Length).Forward(SmallControllers.Inputs(rows), rows.Length);
        var (logProbabilities, entropies) = (new double[rows.Length * Decisions], new double[rows.Length * Decisions]);
        Scores.Evaluate(logits, [.. rows.SelectMany(row => row)], logProbabilities, entropies);
        return (logProbabilities, entropies);
    }

    private static float[] Gradient(IController controller, int[][] rows, double[] weights, double entropyWeight)
    {
        var (pass, inputs) = (controller.NewPass(rows.Length), SmallControllers.Inputs(rows));
        var logits = pass.Forward(inputs, rows.Length);
        var gradient = new float[rows.Length * controller.Outputs];
        double[] ofDecisions = [.. weights.SelectMany(weight => Enumerable.Repeat(weight, Decisions))];
        Scores.AddGradient(logits, [.. rows.SelectMany(row => row)], ofDecisions, entropyWeight, gradient);
        pass.Backward(inputs, gradient, []);
        return pass.Gradients.ToArray();
    }
}
