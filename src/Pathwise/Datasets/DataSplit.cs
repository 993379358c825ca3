namespace Pathwise.Datasets;

/// <summary>What a part of a data set is for.</summary>
public enum DataSplit
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose settings by.</summary>
    Validation,

    /// <summary>To report on, once.</summary>
    Test,
}
