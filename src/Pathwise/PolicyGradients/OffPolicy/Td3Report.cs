using Pathwise.Experiments;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>The means over the gradient steps of an update; nothing is reported of what there was none of.</summary>
internal struct Td3Report
{
    private int _losses, _values;
    private double _loss, _value;

    /// <summary>Takes what a step of the critics found.</summary>
    public void AddLoss(double loss) => (_losses, _loss) = (_losses + 1, _loss + loss);

    /// <summary>Takes what a step of the policy found.</summary>
    public void AddValue(double value) => (_values, _value) = (_values + 1, _value + value);

    public readonly void To(IMetrics metrics)
    {
        if (_losses > 0) metrics.Add("value/loss", _loss / _losses);
        if (_values > 0) metrics.Add("value/mean", _value / _values);
    }
}
