using Pathwise.Experiments;

namespace Pathwise.ValueLearning.Deep;

/// <summary>The means over the gradient steps of an update; nothing is reported of an update without one.</summary>
internal struct DqnReport
{
    private int _steps;
    private double _loss, _value, _norm;

    /// <summary>Takes what the last gradient step found.</summary>
    public void Add(DeepActionValues values)
    {
        _steps++;
        _loss += values.Loss;
        _value += values.MeanValue;
        _norm += values.GradientNorm;
    }

    public readonly void To(IMetrics metrics)
    {
        if (_steps == 0) return;
        metrics.Add("value/loss", _loss / _steps);
        metrics.Add("value/mean", _value / _steps);
        metrics.Add("value/gradientNorm", _norm / _steps);
    }
}
