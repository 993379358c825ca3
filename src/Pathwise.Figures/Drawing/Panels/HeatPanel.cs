using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>A matrix as coloured fields on two axes, with a scale beside it or a number in each field.</summary>
internal sealed class HeatPanel : IPanel
{
    private const float Left = 46, Bottom = 40, ScaleWidth = 10, ScaleGap = 12, ScaleText = 34;

    /// <inheritdoc/>
    public required string Title { get; init; }

    /// <inheritdoc/>
    public float Aspect { get; init; } = 1.15f;

    /// <summary>Numbers, row by row from the bottom upwards, [rows][columns].</summary>
    public required double[][] Values { get; init; }

    /// <summary>Colours of the numbers.</summary>
    public required ColourScale Scale { get; init; }

    /// <summary>Names of the rows, from the bottom upwards; empty ones are not written.</summary>
    public required string[] RowNames { get; init; }

    /// <summary>Names of the columns.</summary>
    public required string[] ColumnNames { get; init; }

    /// <summary>What runs upwards.</summary>
    public required string RowLabel { get; init; }

    /// <summary>What runs to the right.</summary>
    public required string ColumnLabel { get; init; }

    /// <summary>What is written in a field; null for no writing, and a scale beside the fields instead.</summary>
    public Func<double, string>? InField { get; init; }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKRect area)
    {
        var right = InField is null ? ScaleGap + ScaleWidth + ScaleText : 4;
        var fields = new SKRect(area.Left + Left, area.Top, area.Right - right, area.Bottom - Bottom);
        var (rows, columns) = (Values.Length, Values[0].Length);
        var (width, height) = (fields.Width / columns, fields.Height / rows);
        var size = Math.Min(11, height * 0.62f);
        if (InField is { } write)
            size *= Math.Min(1, 0.8f * width / Values.Max(row => row.Max(value => pen.WidthOf(write(value), size))));
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
        {
            var value = Values[row][column];
            var field = SKRect.Create(
                fields.Left + (column * width), fields.Bottom - ((row + 1) * height), width, height);
            pen.Rectangle(Overlapping(field), Scale[value]);
            if (InField is { } name)
                pen.Text(name(value), field.MidX, field.MidY, size, Scale.InkOn(value));
        }

        for (var row = 0; row < rows; row++)
            pen.Text(RowNames[row], fields.Left - 6, fields.Bottom - ((row + 0.5f) * height), 11, Palette.QuietInk, 1);
        for (var column = 0; column < columns; column++)
            pen.Text(
                ColumnNames[column], fields.Left + ((column + 0.5f) * width), fields.Bottom + 11, 11, Palette.QuietInk);
        pen.Text(ColumnLabel, fields.MidX, fields.Bottom + 29, 12, Palette.DarkInk);
        pen.UprightText(RowLabel, area.Left + 10, fields.MidY, 12, Palette.DarkInk);
        if (InField is null) DrawScale(pen, fields);
    }

    /// <summary>A hair larger, so that no seam of paper shows between fields.</summary>
    private static SKRect Overlapping(SKRect field) =>
        new(field.Left - 0.25f, field.Top - 0.25f, field.Right + 0.25f, field.Bottom + 0.25f);

    private void DrawScale(Pen pen, SKRect fields)
    {
        const int Steps = 64;
        var left = fields.Right + ScaleGap;
        for (var i = 0; i < Steps; i++)
        {
            var bottom = fields.Bottom - (fields.Height * i / Steps);
            pen.Rectangle(
                Overlapping(new(left, bottom - (fields.Height / Steps), left + ScaleWidth, bottom)),
                Scale[Scale.Low + ((Scale.High - Scale.Low) * (i + 0.5) / Steps)]);
        }

        if (!(Scale.High > Scale.Low)) return;
        foreach (var tick in Ticks.Between(Scale.Low, Scale.High, 4))
        {
            var y = fields.Bottom - (float)((tick - Scale.Low) / (Scale.High - Scale.Low) * fields.Height);
            pen.Text(Ticks.Name(tick), left + ScaleWidth + 5, y, 11, Palette.QuietInk, 0);
        }
    }
}
