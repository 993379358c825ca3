using Pathwise.Experiments;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>The means over the gradient steps of an update; nothing is reported of an update without one.</summary>
internal struct SacReport
{
    private int _steps;
    private double _loss, _value, _entropy;

    /// <summary>Takes what a gradient step found.</summary>
    public void Add(double loss, double value, double entropy)
    {
        _steps++;
        _loss += loss;
        _value += value;
        _entropy += entropy;
    }

    public readonly void To(IMetrics metrics)
    {
        if (_steps == 0) return;
        metrics.Add("value/loss", _loss / _steps);
        metrics.Add("value/mean", _value / _steps);
        metrics.Add("policy/entropy", _entropy / _steps);
    }
}
