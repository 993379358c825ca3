using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients;

/// <summary>Rewards, values and ends of nothing in particular, and the long way through them.</summary>
internal sealed class RandomRollout
{
    private readonly int _environments;
    private readonly bool[] _ends;
    private readonly double[] _endValues;

    public RandomRollout(int environments, int steps, ulong seed)
    {
        var rng = new Rng(seed);
        _environments = environments;
        Rows = environments * steps;
        (Rewards, Values, _ends, _endValues) = (new double[Rows], new double[Rows], new bool[Rows], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            (Rewards[row], Values[row]) = (rng.NextNormal(), rng.NextNormal());
            _ends[row] = row >= Rows - environments || rng.NextDouble() < 0.1;
            var isTerminal = rng.NextDouble() < 0.5;
            _endValues[row] = !_ends[row] ? double.NaN : isTerminal ? 0 : rng.NextNormal();      // NaN: not to be read
        }
    }

    public int Rows { get; }

    public double[] Rewards { get; }

    public double[] Values { get; }

    public void GeneralizedAdvantages(double gamma, double lambda, double[] advantages) =>
        GeneralizedAdvantage.Compute(Rewards, Values, _ends, _endValues, _environments, gamma, lambda, advantages);

    public void Returns(double gamma, int n, double[] returns) =>
        NStepReturns.Compute(Rewards, Values, _ends, _endValues, _environments, gamma, n, returns);

    /// <summary>v(S_{t+1}).</summary>
    public double Next(int row) => _ends[row] ? _endValues[row] : Values[row + _environments];

    /// <summary>The rows from one to the end of its episode, or of the rollout.</summary>
    public IEnumerable<int> ToTheEnd(int row)
    {
        for (; ; row += _environments)
        {
            yield return row;
            if (_ends[row]) yield break;
        }
    }
}
