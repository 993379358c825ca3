using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Bandits;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

/// <summary>What holds for every strategy of the catalog.</summary>
public sealed class BanditTests
{
    private const int Draws = 20_000;

    public static TheoryData<string, int> Strategies
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var entry in BanditCatalog.Standard.Entries)
                foreach (var arms in (int[])[1, 2, 10, 70]) data.Add(entry.Id, arms);
            return data;
        }
    }

    public static TheoryData<string> Ids => [.. BanditCatalog.Standard.Entries.Select(entry => entry.Id)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Propensities_are_how_often_arms_are_chosen(string id, int arms)
    {
        var rng = new Rng(3);
        foreach (var rewards in (int[])[0, arms / 2, 3 * arms])
        {
            var bandit = Trained(id, arms, rewards, ref rng);
            CheckFrequencies(bandit, allowed: [], ref rng);
            CheckFrequencies(bandit, Mask(arms, ref rng), ref rng);
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_mask_that_allows_everything_changes_nothing(string id, int arms)
    {
        var rng = new Rng(4);
        var bandit = Trained(id, arms, 2 * arms, ref rng);
        bool[] all = [.. Enumerable.Repeat(true, arms)];
        for (var i = 0; i < 100; i++)
        {
            var (a, b, c, d) = (rng, rng, rng, rng);
            var choice = bandit.Choose(ref a);
            Assert.Equal(choice, bandit.Choose(all, ref b));
            Assert.Equal(choice.Arm, bandit.ChooseArm(ref c));
            Assert.Equal(choice.Arm, bandit.ChooseArm(all, ref d));
            Assert.True(a == b && a == c && a == d);
            rng = a;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Choosing_and_learning_allocate_nothing(string id)
    {
        var rng = new Rng(5);
        var bandit = Trained(id, 10, 20, ref rng);
        bool[] allowed = [true, true, false, true, true, true, false, true, true, true];
        Play(bandit, allowed, ref rng);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(bandit, allowed, ref rng);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Play(IBandit bandit, bool[] allowed, ref Rng rng)
        {
            for (var i = 0; i < 100; i++)
            {
                bandit.Learn(bandit.Choose(ref rng).Arm, 1);
                bandit.Learn(bandit.Choose(allowed, ref rng).Arm, 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_bandit_that_was_saved_goes_on_as_if_it_had_never_stopped(string id, int arms)
    {
        var rng = new Rng(6);
        var bandit = Trained(id, arms, 3 * arms, ref rng);
        var saved = Saved(bandit);
        IBandit[] copies = [BanditCatalog.Restore(saved), bandit.Strategy.NewBandit(arms)];
        copies[1].Load(saved);
        foreach (var copy in copies)
        {
            Assert.Equal(bandit.Strategy.ToString(), copy.Strategy.ToString());
            Assert.Equal(saved.GetRawText(), Saved(copy).GetRawText());
        }

        for (var t = 0; t < 60; t++)
        {
            var (mine, reward) = (rng, Reward(ref rng));
            rng = mine;
            var choice = bandit.Choose(ref rng);
            bandit.Learn(choice.Arm, reward);
            foreach (var copy in copies)
            {
                var theirs = mine;
                Assert.Equal(choice, copy.Choose(ref theirs));
                copy.Learn(choice.Arm, reward);
            }
        }

        foreach (var copy in copies) Assert.Equal(Saved(bandit).GetRawText(), Saved(copy).GetRawText());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_was_forgotten_is_as_new(string id)
    {
        var rng = new Rng(7);
        var bandit = Trained(id, 10, 50, ref rng);
        bandit.Reset();
        Assert.Equal(Saved(bandit.Strategy.NewBandit(10)).GetRawText(), Saved(bandit).GetRawText());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Bad_arms_rewards_and_masks_are_refused(string id)
    {
        var rng = new Rng(8);
        var bandit = BanditCatalog.Standard.Parse(id).NewBandit(4);
        foreach (var arm in (int[])[-1, 4]) Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Learn(arm, 0.5));
        foreach (var reward in (double[])[double.NaN, double.PositiveInfinity, -1e200])
            Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Learn(0, reward));
        Assert.Throws<ArgumentException>(() => bandit.Choose(new bool[4], ref rng));
        Assert.Throws<ArgumentException>(() => bandit.ChooseArm([true, true], ref rng));
        Assert.Throws<ArgumentException>(() => bandit.Probabilities([true], new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Probabilities([], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Strategy.NewBandit(0));
        Assert.Equal(0, bandit.Learned);
    }

    [Theory]
    [InlineData("[1]", "This is not a saved bandit; a saved bandit is an object with \"format\": \"pathwise-bandit\".")]
    [InlineData("{}", "This is not a saved bandit; a saved bandit is an object with \"format\": \"pathwise-bandit\".")]
    [InlineData("format=\"other\"", "This is not a saved bandit; a saved bandit is an object with \"format\": \"pathwise-bandit\".")]
    [InlineData("version=2", "The saved bandit is of version 2, and this program knows version 1; use a newer program.")]
    [InlineData("version=\"1\"", "The saved bandit must have a number as \"version\".")]
    [InlineData("strategy=\"ucb:2\"", "The saved bandit was learned by ucb, and this bandit follows epsilon-greedy; load it into a bandit of its own strategy.")]
    [InlineData("strategy=\"epsilon-gredy\"", "The saved bandit was learned by epsilon-gredy, and this bandit follows epsilon-greedy; load it into a bandit of its own strategy.")]
    [InlineData("strategy=3", "The saved bandit must name its strategy as text.")]
    [InlineData("arms=2", "The saved bandit must have a list of 2 numbers, one for each arm, as \"estimates\".")]
    [InlineData("arms=2.5", "The saved bandit cannot have 2.5 arms; that must be a whole number of at least 1.")]
    [InlineData("arms=0", "The saved bandit cannot have 0 arms; that must be a whole number of at least 1.")]
    [InlineData("learned=-1", "The saved bandit cannot have learned from -1 rewards; that must be a whole number of at least 0.")]
    [InlineData("learned=5", "The saved bandit has learned from 5 rewards, but its counts sum to 4; it was altered.")]
    [InlineData("estimates=[1,2]", "The saved bandit must have a list of 3 numbers, one for each arm, as \"estimates\".")]
    [InlineData("estimates=[1,2,\"NaN\"]", "The saved bandit has \"NaN\" as estimates[2]; it must be a number.")]
    [InlineData("estimates=[1,2,1e999]", "The saved bandit has 1e999 as estimates[2]; it must be a number.")]
    [InlineData("counts=[5,-1,0]", "The saved bandit has -1 as counts[1]; it must be at least 0.")]
    [InlineData("counts=[1.5,1.5,1]", "The saved bandit has 1.5 as counts[0]; it must be a whole number.")]
    [InlineData("counts=null", "The saved bandit has no \"counts\"; it was altered.")]
    public void A_state_that_is_none_is_refused_and_changes_nothing(string change, string sentence)
    {
        var rng = new Rng(9);
        var bandit = Trained("epsilon-greedy:0.2", 3, 4, ref rng);
        var before = Saved(bandit).GetRawText();
        var state = change is ['[' or '{', ..] ? JsonElement.Parse(change) : Altered(before, change.Split('=')[0], change.Split('=')[1]);
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => bandit.Load(state)).Message);
        Assert.Equal(before, Saved(bandit).GetRawText());
    }

    [Theory]
    [InlineData("gradient", "baseline=\"x\"", "The saved bandit must have a number as \"baseline\".")]
    [InlineData("thompson-bernoulli", "successes=[-1,2,3]", "The saved bandit has -1 as successes[0]; it must be at least 0.")]
    [InlineData("thompson-bernoulli", "successes=[9,9,9]", "it was altered")]
    public void So_is_one_of_other_strategies(string strategy, string change, string sentence)
    {
        var rng = new Rng(9);
        var bandit = Trained(strategy, 3, 4, ref rng);
        var state = Altered(Saved(bandit).GetRawText(), change.Split('=')[0], change.Split('=')[1]);
        Assert.Contains(sentence, Assert.Throws<BadInputException>(() => bandit.Load(state)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_of_another_number_of_arms_is_refused()
    {
        var rng = new Rng(9);
        var state = Saved(Trained("epsilon-greedy", 2, 4, ref rng));
        Assert.Equal(
            "The saved bandit has 2 arms, and this bandit has 3; load it into a bandit of 2 arms.",
            Assert.Throws<BadInputException>(() => BanditCatalog.Standard.Parse("epsilon-greedy").NewBandit(3).Load(state)).Message);
    }

    [Theory]
    [InlineData("strategy=\"epsilon-gredy\"", "There is no strategy 'epsilon-gredy'; did you mean 'epsilon-greedy'?")]
    [InlineData("arms=400000000", "The saved bandit must have a list of 400000000 numbers, one for each arm, as \"estimates\".")]
    public void What_cannot_be_restored_is_said_in_one_sentence(string change, string sentence)
    {
        var rng = new Rng(9);
        var state = Altered(
            Saved(Trained("epsilon-greedy", 2, 4, ref rng)).GetRawText(), change.Split('=')[0], change.Split('=')[1]);
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => BanditCatalog.Restore(state)).Message);
    }

    [Fact]
    public void Other_parameters_of_one_strategy_go_on_with_what_was_learned()
    {
        var rng = new Rng(10);
        var (before, after) = (Trained("epsilon-greedy:0.2", 3, 9, ref rng), BanditCatalog.Standard.Parse("epsilon-greedy:0").NewBandit(3));
        after.Load(Saved(before));
        Assert.Equal(before.Estimates.ToArray(), after.Estimates.ToArray());
        Assert.Equal("epsilon-greedy:0", after.Strategy.ToString());
    }

    private static JsonElement Altered(string state, string member, string value)
    {
        var json = JsonNode.Parse(state)!.AsObject();
        json.Remove(member);
        var text = json.ToJsonString();
        return JsonElement.Parse(value == "null" ? text : $"{{\"{member}\":{value},{text[1..]}");
    }

    internal static JsonElement Saved(IBandit bandit)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) bandit.Save(writer);
        return JsonElement.Parse(stream.ToArray());
    }

    internal static IBandit Trained(string strategy, int arms, int rewards, ref Rng rng)
    {
        var bandit = BanditCatalog.Standard.Parse(strategy).NewBandit(arms);
        for (var t = 0; t < rewards; t++) bandit.Learn(rng.NextInt32(arms), Reward(ref rng));
        return bandit;
    }

    /// <summary>0 or 1, so that ties are frequent and every strategy can learn from it.</summary>
    private static double Reward(ref Rng rng) => rng.NextInt32(2);

    private static bool[] Mask(int arms, ref Rng rng)
    {
        var mask = new bool[arms];
        foreach (ref var entry in mask.AsSpan()) entry = rng.NextInt32(2) == 1;
        mask[rng.NextInt32(arms)] = true;
        return mask;
    }

    private static void CheckFrequencies(IBandit bandit, bool[] allowed, ref Rng rng)
    {
        var (counts, probabilities) = (new int[bandit.Arms], new double[bandit.Arms]);
        bandit.Probabilities(allowed, probabilities);
        Assert.Equal(1, probabilities.Sum(), 1e-9);
        for (var i = 0; i < Draws; i++)
            counts[allowed.Length == 0 ? bandit.ChooseArm(ref rng) : bandit.ChooseArm(allowed, ref rng)]++;
        for (var i = 0; i < 20; i++)
        {
            var choice = allowed.Length == 0 ? bandit.Choose(ref rng) : bandit.Choose(allowed, ref rng);
            Assert.Equal(probabilities[choice.Arm], choice.Propensity, 1e-9);
        }

        for (var a = 0; a < bandit.Arms; a++)
        {
            if (allowed.Length > 0 && !allowed[a]) Assert.Equal((0.0, 0), (probabilities[a], counts[a]));
            var p = probabilities[a];
            var fourStandardErrors = 4 * Math.Sqrt(p * (1 - p) / Draws);
            Assert.InRange((double)counts[a] / Draws, p - fourStandardErrors - 1e-9, p + fourStandardErrors + 1e-9);
        }
    }
}
