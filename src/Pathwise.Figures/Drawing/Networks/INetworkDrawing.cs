using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Drawing.Networks;

/// <summary>A drawing of a network, or of a part of one, as large as it needs to be.</summary>
internal interface INetworkDrawing
{
    /// <summary>What stands above it; may be empty.</summary>
    string Title { get; }

    /// <summary>How wide it is.</summary>
    float Width { get; }

    /// <summary>How high it is.</summary>
    float Height { get; }

    /// <summary>Draws it from the origin.</summary>
    void Draw(Pen pen);
}
