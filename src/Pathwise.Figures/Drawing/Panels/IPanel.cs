using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>One drawing of several on a sheet.</summary>
internal interface IPanel
{
    /// <summary>What stands above it; may be empty.</summary>
    string Title { get; }

    /// <summary>How much wider than high it would like to be, without its title.</summary>
    float Aspect { get; }

    /// <summary>Draws it.</summary>
    /// <param name="pen">Where.</param>
    /// <param name="area">Its place, without its title.</param>
    void Draw(Pen pen, SKRect area);
}
