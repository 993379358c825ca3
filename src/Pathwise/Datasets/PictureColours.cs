namespace Pathwise.Datasets;

/// <summary>What is read of a picture.</summary>
public enum PictureColours
{
    /// <summary>One channel: the luma 0.299 R + 0.587 G + 0.114 B, rounded (ITU-R BT.601).</summary>
    Grey,

    /// <summary>Three channels: red, green and blue planes.</summary>
    Rgb,
}
