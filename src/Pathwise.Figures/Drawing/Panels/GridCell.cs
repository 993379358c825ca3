namespace Pathwise.Figures.Drawing.Panels;

/// <summary>One cell of a board.</summary>
/// <param name="Value">Its value, or null for none.</param>
/// <param name="Arrows">Directions of what to do there, the best ones if there are several: 0 left, 1 down, 2 right, 3
/// up.</param>
/// <param name="Mark">A short word in its corner, or in the middle where there is no value: <c>"S"</c>.</param>
/// <param name="IsWall">Whether it is a hole, a cliff, an obstacle: grey, without a value.</param>
internal sealed record GridCell(double? Value, IReadOnlyList<int> Arrows, string Mark = "", bool IsWall = false);
