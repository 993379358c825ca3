using System.Security.Cryptography;
using Pathwise.Cli.Tests.Data;
using Pathwise.Datasets;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class DataCommandTests
{
    private static readonly byte[] Whole = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 / 7))];

    [Fact]
    public void The_list_has_licences_addresses_and_sums()
    {
        var json = Session.Run("data", "list", "--json").Json();
        var mnist = json.EnumerateArray().Single(set => set.GetProperty("id").GetString() == "mnist");
        Assert.Equal((70000, "CC BY-SA 3.0", true),
            (mnist.GetProperty("images").GetInt32(), mnist.GetProperty("licence").GetString(), mnist.GetProperty("isHere").GetBoolean()));
        Assert.StartsWith("ba891046", mnist.GetProperty("files")[0].GetProperty("sha256").GetString(), StringComparison.Ordinal);
        Assert.Contains("fashion-mnist", Session.Run("data", "list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_bundled_is_right()
    {
        var session = Session.Run("data", "check", "mnist", "digits", "--json");
        Assert.Equal(0, session.ExitCode);
        Assert.Equal(5, session.Json().GetArrayLength());
        Assert.All(session.Json().EnumerateArray(), file => Assert.Equal("right", file.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData("There is no data set 'mnst'; did you mean 'mnist'?", "get", "mnst")]
    [InlineData("There is no data set 'mnst'; did you mean 'mnist'?", "check", "mnst")]
    [InlineData("The data set 'digits' is bundled and here; there is nothing to fetch.", "get", "digits")]
    public void A_mistake_is_one_sentence(string sentence, params string[] args)
    {
        var session = Session.Run(["data", .. args]);
        Assert.Equal((2, "", $"error: {sentence}\n"), (session.ExitCode, session.Output, session.Error));
    }

    [Fact]
    public void A_file_is_fetched_once()
    {
        using var server = new FileServer(Whole);
        using var folder = new TemporaryFolder();
        var first = Get(server, folder);
        Assert.Equal(0, first.ExitCode);
        Assert.True(first.Json().GetProperty("files")[0].GetProperty("isFetched").GetBoolean());
        AssertWhole(folder);

        var second = Get(server, folder);
        Assert.False(second.Json().GetProperty("files")[0].GetProperty("isFetched").GetBoolean());
        Assert.Equal([0], server.Starts);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 299_999)]
    [InlineData(true, 300_000)]
    [InlineData(false, 1000)]
    public void What_was_begun_is_gone_on_with(bool knowsRanges, int length)
    {
        using var server = new FileServer(Whole) { KnowsRanges = knowsRanges };
        using var folder = new TemporaryFolder();
        Begin(folder, Whole[..length]);
        Assert.Equal(0, Get(server, folder).ExitCode);
        Assert.Equal([length], server.Starts);
        AssertWhole(folder);
    }

    [Fact]
    public void A_connection_that_breaks_is_taken_up_again()
    {
        using var server = new FileServer(Whole) { CutsAfter = 100_000 };
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Get(server, folder).ExitCode);
        Assert.Equal([0, 100_000, 200_000], server.Starts);
        AssertWhole(folder);
    }

    [Fact]
    public void A_connection_that_brings_nothing_is_given_up_and_the_part_stays()
    {
        using var server = new FileServer(Whole) { CutsAfter = 0 };
        using var folder = new TemporaryFolder();
        Begin(folder, Whole[..500]);
        var session = Get(server, folder);
        Assert.Equal(1, session.ExitCode);
        Assert.Contains("500 bytes are kept", session.Json().GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(Whole[..500], File.ReadAllBytes(Target(folder) + ".part"));
        Assert.False(File.Exists(Target(folder)));
    }

    [Fact]
    public void A_file_with_a_wrong_sum_is_refused_and_thrown_away()
    {
        byte[] wrong = [.. Whole];
        wrong[7]++;
        using var server = new FileServer(wrong);
        using var folder = new TemporaryFolder();
        var session = Get(server, folder);
        Assert.Equal(1, session.ExitCode);
        Assert.Contains("SHA-256", session.Json().GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target(folder))!));
    }

    [Fact]
    public void A_part_longer_than_the_file_is_fetched_anew()
    {
        using var server = new FileServer(Whole);
        using var folder = new TemporaryFolder();
        Begin(folder, [.. Whole, 1]);
        Assert.Equal(0, Get(server, folder).ExitCode);
        AssertWhole(folder);
    }

    [Fact]
    public void An_address_that_has_nothing_is_told_and_the_part_stays()
    {
        using var server = new FileServer(Whole) { HasNothing = true };
        using var folder = new TemporaryFolder();
        Begin(folder, Whole[..500]);
        var session = Get(server, folder);
        Assert.Equal(1, session.ExitCode);
        Assert.Contains("answers 404", session.Json().GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(500, new FileInfo(Target(folder) + ".part").Length);
    }

    [Fact]
    public void Interrupted_it_keeps_the_part()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new FileServer(Whole) { CutsAfter = 100_000, OnCut = cancellation.Cancel };
        using var folder = new TemporaryFolder();
        Assert.Equal(130, Get(server, folder, cancellation.Token).ExitCode);
        Assert.Equal(Whole[..100_000], File.ReadAllBytes(Target(folder) + ".part"));
        Assert.False(File.Exists(Target(folder)));
    }

    private static Session Get(FileServer server, TemporaryFolder folder, CancellationToken cancellation = default)
    {
        var set = new KnownDataset
        {
            Id = "some",
            Title = "Some",
            Parts = new Dictionary<DataSplit, int> { [DataSplit.Train] = 1 },
            Shape = new(1, 1),
            Licence = "none",
            Source = "here",
            Files = [new() { Name = "file.bin", Address = server.Address, Sum = Convert.ToHexStringLower(SHA256.HashData(Whole)) }],
            Read = _ => throw new InvalidOperationException(),
        };
        return Session.Run(Catalogue.Standard with { Datasets = [set] }, cancellation, "data", "get", "some", "--to", folder.Path, "--json");
    }

    private static void Begin(TemporaryFolder folder, byte[] part)
    {
        Directory.CreateDirectory(folder["some"]);
        File.WriteAllBytes(Target(folder) + ".part", part);
    }

    private static void AssertWhole(TemporaryFolder folder)
    {
        Assert.Equal(Whole, File.ReadAllBytes(Target(folder)));
        Assert.False(File.Exists(Target(folder) + ".part"));
    }

    private static string Target(TemporaryFolder folder) => Path.Combine(folder["some"], "file.bin");
}
