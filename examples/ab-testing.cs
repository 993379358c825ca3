#:sdk Microsoft.NET.Sdk.Web
#:project ../src/Pathwise/Pathwise.csproj
// A/B/n testing with a bandit in a web service: the better a button works, the more visitors see it.
//   dotnet run -c Release examples/ab-testing.cs              plays 3,000 visitors against its own endpoints, and ends
//   dotnet run -c Release examples/ab-testing.cs -- serve     keeps serving on http://localhost:5080
using System.Collections.Concurrent;
using System.Net.Http.Json;
using Pathwise.Bandits;
using Pathwise.Bandits.OffPolicy;
using Pathwise.Bandits.Serving;
using Pathwise.Randomness;

string[] buttons = ["Sign up", "Start now", "Try it free"];
var serves = args is ["serve"];
var saved = serves ? "ab-testing.json" : Path.Combine(Path.GetTempPath(), $"ab-testing-{Environment.ProcessId}.json");
var bandit = File.Exists(saved)
    ? BanditService.FromJson(File.ReadAllText(saved))
    : new BanditService(BanditCatalog.Standard.Parse("thompson-bernoulli").NewBandit(buttons.Length), seed: 1);

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(serves ? "http://localhost:5080" : "http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
await using var app = builder.Build();

// Which button? The answer has an id, and the probability that the button had: worth a line in a log.
app.MapGet("/button", () =>
{
    var decision = bandit.Decide();
    return new Shown(decision.Id, decision.Arm, buttons[decision.Arm], decision.Propensity);
});

// What became of it: 1 for a click, 0 for a visitor who left. It may come late, or never; twice counts once.
app.MapPost("/button/{id:long}/reward/{reward}", (long id, int reward) =>
    reward is not (0 or 1) ? Results.BadRequest("A reward is 0 or 1.")
    : bandit.TryLearn(id, reward) ? Results.NoContent()
    : Results.NotFound());

app.MapGet("/status", bandit.Status);
await app.StartAsync();

if (serves)
{
    Console.WriteLine("Serving http://localhost:5080/button; Ctrl+C saves and ends.");
    await app.WaitForShutdownAsync();
    bandit.SaveTo(saved);
    return;
}

// Visitors, eight at a time: two of them click on "Sign up" in a hundred, eight on "Start now", four on "Try it free".
double[] clicks = [0.02, 0.08, 0.04];
using var browser = new HttpClient { BaseAddress = new(app.Urls.Single()) };
var log = new ConcurrentQueue<(int Button, double Propensity, double Reward)>();
await Parallel.ForAsync(0, 3000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (visitor, cancellation) =>
{
    var rng = new Rng(new SeedSequence(7).Child(visitor));
    var shown = (await browser.GetFromJsonAsync<Shown>("/button", cancellation))!;
    if (rng.NextDouble() < 0.1) return;                                 // nothing is ever heard of one in ten
    var reward = rng.NextDouble() < clicks[shown.Button] ? 1 : 0;
    using var answer = await browser.PostAsync($"/button/{shown.Id}/reward/{reward}", null, cancellation);
    answer.EnsureSuccessStatusCode();
    log.Enqueue((shown.Button, shown.Propensity, reward));
});

var status = bandit.Status();
Console.WriteLine($"{status.Decisions} decisions, {status.Rewards} rewards, {status.Pending} still to come");
for (var b = 0; b < buttons.Length; b++)
    Console.WriteLine($"{buttons[b],-12} shown to {log.Count(row => row.Button == b),4}, next with probability {status.Probabilities[b]:F3}");

// Would it have been better to show one button to everybody? The log knows, because it has the propensities.
var logged = new LoggedDecisions(
    buttons.Length, [.. log.Select(row => row.Button)], [.. log.Select(row => row.Propensity)], [.. log.Select(row => row.Reward)]);
Console.WriteLine($"clicks a visitor: {log.Average(row => row.Reward):F3} as it was");
for (var b = 0; b < buttons.Length; b++)
{
    var always = OffPolicyEvaluation.SelfNormalized(logged, [.. buttons.Select((_, other) => other == b ? 1.0 : 0.0)]);
    Console.WriteLine($"  {always} with '{buttons[b]}' for everybody, from {always.EffectiveSampleSize:F0} rows' worth of log");
}

// A restart loses nothing.
bandit.SaveTo(saved);
Console.WriteLine($"restored: {BanditService.FromJson(File.ReadAllText(saved)).Status().Rewards} rewards");
File.Delete(saved);
await app.StopAsync();

internal sealed record Shown(long Id, int Button, string Text, double Propensity);
