using Pathwise.Cli.Mdp;

namespace Pathwise.Cli.Tests.Mdp;

public sealed class SettlingProgressTests
{
    [Fact]
    public void Digits_that_have_settled_are_a_fraction_that_never_falls()
    {
        var told = new List<double>();
        var progress = new SettlingProgress(1e-10, new Listener(told));
        foreach (var change in new[] { 1, 1e-5, 1e-4, 0, 1e-10, 1e-12 }) progress.Report(new(Sweeps: 1, change));
        Assert.Equal([0.5, 1], told.Select(fraction => Math.Round(fraction, 12)));
    }

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
