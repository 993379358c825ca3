using System.Text.Json;
using Pathwise.Benchmarks;
using Spectre.Console;

ISuite[] suites =
[
    new Kernels(),
    new GradientSteps(),
    new EnvironmentSteps(),
    new FiniteProcesses(),
    new BanditPulls(),
    new ControllerUpdates(),
    new TrainingRuns(),
    new RolloutTraining(),
    new Inference(),
    new TabularLearning(),
    new AutoencoderTrainings(),
    new ArchitectureSearches(),
];

var json = args.Contains("--json");
string[] names = [.. args.Where(argument => argument != "--json")];
if (names.Length > 1 || names.Any(name => name != "all" && suites.All(suite => suite.Name != name)))
{
    Console.Error.WriteLine($"Name one of: {string.Join(", ", suites.Select(suite => suite.Name))}, all; and --json if you like.");
    return 2;
}

var measured = new List<(string Suite, Measurement Measurement)>();
foreach (var suite in suites.Where(suite => names is [] or ["all"] || names[0] == suite.Name))
    foreach (var measurement in suite.Run())
        measured.Add((suite.Name, measurement));

if (json)
{
    Console.WriteLine(JsonSerializer.Serialize(new
    {
        processor = $"{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} threads",
        measurements = measured.Select(m => new
        {
            suite = m.Suite, name = m.Measurement.Name, unit = m.Measurement.Unit, figure = m.Measurement.Figure,
            limit = m.Measurement.Limit, ratio = m.Measurement.Ratio, bar = m.Measurement.Bar, met = m.Measurement.Met,
        }),
    }));
    return measured.Any(m => m.Measurement.Met == false) ? 1 : 0;
}

var table = new Table().AddColumns("", "unit", "figure", "limit", "ratio", "bar", "");
foreach (var column in table.Columns.Skip(2)) column.RightAligned();
foreach (var (_, m) in measured)
    table.AddRow(m.Name, m.Unit, $"{m.Figure:G4}", $"{m.Limit:G4}", $"{m.Ratio:P0}",
        m.Limit is null ? $"{m.Bar}" : $"{m.Bar:P0}", m.Met switch { true => "met", false => "missed", null => "" });
AnsiConsole.Write(table);
return measured.Any(m => m.Measurement.Met == false) ? 1 : 0;
