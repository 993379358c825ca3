using Pathwise.DecisionProcesses;

namespace Pathwise.Cli.Mdp;

/// <summary>How far values have settled, as a fraction: of the digits between the greatest change so far and the
/// tolerance.</summary>
/// <param name="tolerance">The change at which the solver is done.</param>
/// <param name="fraction">Told the fraction, which never falls.</param>
internal sealed class SettlingProgress(double tolerance, IProgress<double> fraction) : IProgress<SolverProgress>
{
    private double _greatest, _done;

    /// <inheritdoc/>
    public void Report(SolverProgress value)
    {
        if (!(value.Change > 0)) return;
        _greatest = Math.Max(_greatest, value.Change);
        if (!(_greatest > tolerance)) return;
        var done = Math.Log(_greatest / Math.Max(value.Change, tolerance)) / Math.Log(_greatest / tolerance);
        if (done > _done) fraction.Report(_done = done);
    }
}
