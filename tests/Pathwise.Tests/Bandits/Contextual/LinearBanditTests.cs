using System.Text;
using System.Text.Json;
using Pathwise.Bandits;
using Pathwise.Bandits.Contextual;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Bandits.Contextual;

public sealed class LinearBanditTests
{
    private const int Arms = 4, Features = 3;

    public static TheoryData<string> Kinds => ["ucb", "thompson"];

    [Fact]
    public void Ucb_takes_the_highest_bound_and_knows_its_ties()
    {
        var (bandit, rng) = (new LinearUcb(3, 1, new() { Alpha = 1 }), new Rng(1));
        Assert.Equal(1 / 3.0, bandit.Choose([1], default, ref rng).Propensity);

        // θ̂ = n r̄/(n + 1) and width 1/√(n + 1): arm 0 has 4/5 + 1/√5 = 1.247, arm 1 has 1/2 + 1/√2 = 1.207, arm 2 has 1.
        for (var i = 0; i < 4; i++) bandit.Learn(0, [1], 1);
        bandit.Learn(1, [1], 1);
        Assert.Equal(new Choice(0, 1), bandit.Choose([1], default, ref rng));
        Assert.Equal(new Choice(1, 1), bandit.Choose([1], [false, true, true], ref rng));
        Assert.Equal(new Choice(2, 1), bandit.Choose([-1], default, ref rng));       // −4/5 + 1/√5 and −1/2 + 1/√2 are below 1

        var probabilities = new double[3];
        bandit.Probabilities([0], default, probabilities);                           // nothing is known of x = 0, and nothing can be
        Assert.All(probabilities, p => Assert.Equal(1 / 3.0, p));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Arms_come_as_often_as_their_propensities_say(string kind)
    {
        var (bandit, rng) = (Learned(kind, rewards: 25), new Rng(3));
        double[] context = [1, 0.3, -0.7];
        foreach (bool[] allowed in (bool[][])[[], [true, false, true, true]])
        {
            var (probabilities, counts) = (new double[Arms], new int[Arms]);
            bandit.Probabilities(context, allowed, probabilities);
            Assert.Equal(1, probabilities.Sum(), 1e-7);
            const int Draws = 20_000;
            for (var i = 0; i < Draws; i++)
            {
                var choice = bandit.Choose(context, allowed, ref rng);
                Assert.Equal(probabilities[choice.Arm], choice.Propensity, 1e-12);
                counts[choice.Arm]++;
            }

            for (var a = 0; a < Arms; a++)          // within 4 standard errors
                Assert.Equal(probabilities[a], counts[a] / (double)Draws, 1e-12 + (4 * Math.Sqrt(probabilities[a] * (1 - probabilities[a]) / Draws)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_best_arm_for_each_context_is_learned_from_rewards_that_come_late_or_never(string kind)
    {
        var shares = Sample.Of(20, seed =>
        {
            var (bandit, rng, waiting) = (Create(kind), new Rng(seed), new Queue<(int Arm, double[] Context, double Reward)>());
            var best = 0;
            for (var t = 0; t < 1500; t++)
            {
                double[] context = [1, rng.NextNormal(), rng.NextNormal()];
                var means = Enumerable.Range(0, Arms).Select(a => Mean(a, context)).ToArray();
                var arm = bandit.Choose(context, default, ref rng).Arm;
                if (t >= 1000 && means[arm] == means.Max()) best++;
                if (rng.NextDouble() < 0.8) waiting.Enqueue((arm, context, means[arm] + (0.5 * rng.NextNormal())));    // 20 % never come
                if (waiting.Count > 20 && waiting.Dequeue() is var late) bandit.Learn(late.Arm, late.Context, late.Reward);
            }

            return best / 500.0;
        });
        Assert.True(shares.Mean > 0.9, $"{kind}: {shares}");        // chance has 0.25
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_saved_bandit_goes_on_with_the_same_bits(string kind)
    {
        var original = Learned(kind, rewards: 50);
        var restored = Create(kind);
        restored.Load(JsonDocument.Parse(Json(original)).RootElement);

        Assert.Equal(Json(original), Json(restored));
        Assert.Equal(50, restored.Learned);
        var (one, other, context) = (new Rng(5), new Rng(5), new double[Features]);
        for (var i = 0; i < 100; i++)
        {
            one.FillNormal(context);
            other.FillNormal(context);
            var choice = original.Choose(context, default, ref one);
            Assert.Equal(choice, restored.Choose(context, default, ref other));
            original.Learn(choice.Arm, context, 0.1 * i);
            restored.Learn(choice.Arm, context, 0.1 * i);
        }

        restored.Reset();
        Assert.Equal(Json(Create(kind)), Json(restored));
    }

    [Theory]
    [InlineData("\"pathwise-linear-bandit\"", "\"other\"", "This is not a saved linear bandit")]
    [InlineData("\"version\":1", "\"version\":2", "is of version 2")]
    [InlineData("linear-ucb", "linear-thompson", "was learned by 'linear-thompson'")]
    [InlineData("\"arms\":4", "\"arms\":5", "has arms 5, and this bandit has 4")]
    [InlineData("\"ridge\":1", "\"ridge\":2", "has ridge 2, and this bandit has 1")]
    [InlineData("\"factor\":[", "\"factor\":[0,", "must have 6 numbers as models[0].factor")]
    [InlineData("\"factor\":[1,0,0,1,0,1]", "\"factor\":[1,0,0,-1,0,1]", "has -1 on the diagonal of models[1].factor")]
    [InlineData("\"projections\":[0,0,0]", "\"projections\":[0,\"x\",0]", "in models[1].projections; it must be a number")]
    [InlineData("\"count\":2", "\"count\":-2", "has the count -2")]
    [InlineData("\"models\"", "\"models_\"", "has no \"models\"")]
    public void A_state_that_was_altered_is_told_and_changes_nothing(string from, string to, string sentence)
    {
        var bandit = Create("ucb");
        bandit.Learn(0, [1, 2, 3], 1);
        bandit.Learn(0, [1, 0, 0], 0);
        var before = Json(bandit);
        Assert.Contains(from, before, StringComparison.Ordinal);
        var altered = before.Replace(from, to, StringComparison.Ordinal);
        var error = Assert.Throws<BadInputException>(() => bandit.Load(JsonDocument.Parse(altered).RootElement));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Json(bandit));
        Assert.Throws<BadInputException>(() => bandit.Load(JsonDocument.Parse("[1]").RootElement));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_no_context_mask_arm_or_reward_is_refused(string kind)
    {
        var (bandit, rng, room) = (Create(kind), new Rng(1), new double[Arms]);
        Assert.Throws<ArgumentException>(() => bandit.Choose([1], default, ref rng));
        Assert.Throws<ArgumentException>(() => bandit.Choose([1, 2, double.NaN], default, ref rng));
        Assert.Throws<ArgumentException>(() => bandit.Choose([1, 2, 3], [true], ref rng));
        Assert.Throws<ArgumentException>(() => bandit.Choose([1, 2, 3], [false, false, false, false], ref rng));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Learn(4, [1, 2, 3], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Learn(0, [1, 2, 3], double.NaN));
        Assert.Throws<ArgumentException>(() => bandit.Learn(0, [1, 2, double.PositiveInfinity], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Probabilities([1, 2, 3], default, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Estimates([1, 2, 3], new double[2]));
        Assert.Throws<BadInputException>(() => new LinearUcb(2, 2, new() { Alpha = -1 }));
        Assert.Throws<BadInputException>(() => new LinearThompson(2, 2, new() { Ridge = 0 }));
        Assert.Equal(0, bandit.Learned);
        bandit.Learn(1, [1, 0, 0], 4);
        bandit.Estimates([2, 0, 0], room);
        Assert.Equal([0, 4, 0, 0], room, (a, b) => Math.Abs(a - b) < 1e-15);        // θ̂ = 4/2, times 2
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Choosing_and_learning_allocate_nothing(string kind)
    {
        var (bandit, rng, context) = (Learned(kind, rewards: 10), new Rng(1), new double[] { 1, 2, 3 });
        bandit.Learn(bandit.Choose(context, default, ref rng).Arm, context, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) bandit.Learn(bandit.Choose(context, default, ref rng).Arm, context, 1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double Mean(int arm, double[] x) => arm switch
    {
        0 => 0.5,
        1 => x[1],
        2 => x[2],
        _ => -x[1] - x[2],
    };

    private static IContextualBandit Create(string kind) => kind == "ucb"
        ? new LinearUcb(Arms, Features, new() { Alpha = 1 })
        : new LinearThompson(Arms, Features, new() { Scale = 0.5 });

    private static IContextualBandit Learned(string kind, int rewards)
    {
        var (bandit, rng, context) = (Create(kind), new Rng(9), new double[Features]);
        for (var i = 0; i < rewards; i++)
        {
            rng.FillNormal(context);
            bandit.Learn(rng.NextInt32(Arms), context, rng.NextNormal());
        }

        return bandit;
    }

    private static string Json(IContextualBandit bandit)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) bandit.Save(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
