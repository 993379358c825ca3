using System.Text.Json;
using Pathwise.Bandits;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

/// <summary>What holds for every strategy of the catalog.</summary>
public sealed class BanditTests
{
    private const int Draws = 40_000;

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

        for (var t = 0; t < 200; t++)
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
