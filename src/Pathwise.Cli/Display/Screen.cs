using System.Text;
using Pathwise.Environments;
using Pathwise.Environments.Drawing;

namespace Pathwise.Cli.Display;

/// <summary>An animation in the terminal: each frame is drawn over the one before.</summary>
/// <remarks>Hides the cursor while it lives, and shows it again whatever happens.</remarks>
internal sealed class Screen : IDisposable
{
    private const int MostColumns = 100, RoomBelow = 4;
    private const string Escape = "\u001b[";

    private readonly Terminal _terminal;
    private int _drawn;

    /// <inheritdoc cref="Screen"/>
    public Screen(Terminal terminal)
    {
        _terminal = terminal;
        _terminal.Output.Write(Escape + "?25l");
    }

    /// <summary>Draws a frame as text, as large as fits.</summary>
    /// <param name="scene">What is drawn.</param>
    /// <param name="columns">Characters in a row of the terminal.</param>
    /// <param name="rows">Rows of the terminal.</param>
    public static TextCanvas Fit(Scene scene, int columns, int rows)
    {
        var width = Math.Clamp(columns - 1, 20, MostColumns);
        var wanted = (int)Math.Ceiling((scene.Top - scene.Bottom) / (scene.Right - scene.Left) * width / 2);
        var canvas = new TextCanvas(width, Math.Clamp(wanted, 1, Math.Max(4, rows - RoomBelow)));
        scene.DrawTo(canvas);
        return canvas;
    }

    /// <summary>Shows a frame and a line below it.</summary>
    public void Show(Scene scene, string caption)
    {
        var profile = _terminal.OutputConsole.Profile;
        var canvas = Fit(scene, profile.Width, profile.Height);
        var text = new StringBuilder();
        if (_drawn > 0) text.Append(Escape).Append(_drawn).Append('A');
        for (var row = 0; row < canvas.Rows; row++)
        {
            AppendRow(text, canvas, row);
            text.Append(Escape).Append("0m").Append(Escape).Append("K\n");
        }

        text.Append(caption).Append(Escape).Append("K\n");
        _drawn = canvas.Rows + 1;
        _terminal.Output.Write(text.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => _terminal.Output.Write(Escape + "?25h");

    private static void AppendRow(StringBuilder text, TextCanvas canvas, int row)
    {
        var ink = Ink.Paper;
        for (var column = 0; column < canvas.Columns; column++)
        {
            var character = canvas[column, row];
            if (character != ' ' && canvas.InkAt(column, row) != ink)
                text.Append(Escape).Append(ColourOf(ink = canvas.InkAt(column, row))).Append('m');
            text.Append(character);
        }
    }

    /// <summary>The terminal's own colours, so that all can be seen on black and on white.</summary>
    private static string ColourOf(Ink ink) => ink switch
    {
        Ink.Blue => "34;1",
        Ink.Orange => "33",
        Ink.Green => "32",
        Ink.Red => "31",
        Ink.Grey => "90",
        _ => "39",
    };
}
