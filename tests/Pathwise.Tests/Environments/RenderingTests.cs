using System.Xml.Linq;
using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Environments.Drawing;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments;

public sealed class RenderingTests
{
    public static TheoryData<string> Registered => [.. EnvironmentRegistry.Standard.Entries.Select(entry => entry.Spec.Id)];

    [Theory]
    [MemberData(nameof(Registered))]
    public void Every_environment_draws_itself_within_its_view(string id)
    {
        var environment = EnvironmentRegistry.Standard.Find(id).MakeVector(1);
        environment.Reset(1);
        var scene = Scene.Of(canvas => environment.Draw(0, canvas));
        Assert.NotEmpty(scene.Shapes);
        Assert.Contains(scene.Shapes, shape => shape.Ink is Ink.Blue or Ink.Orange);
        var again = Scene.Of(scene.DrawTo);
        Assert.Equal(SvgFrame.Of(scene), SvgFrame.Of(again));

        var svg = XDocument.Parse(SvgFrame.Of(scene, 300)).Root!;
        Assert.Equal("300", svg.Attribute("width")!.Value);
        Assert.Equal(scene.Shapes.Count + 1, svg.Elements().Count());
        var text = new TextCanvas(40, 12);
        environment.Draw(0, text);
        Assert.Equal(12, text.ToString().Count(character => character == '\n'));
        Assert.Contains(text.ToString(), character => character is > '\u2800' and <= '\u28FF');
    }

    [Fact]
    public void An_animation_moves_only_what_moves()
    {
        var environment = new CartPole().Simulate();
        var observation = new float[4];
        environment.Reset(observation, 1);
        var frames = new List<Scene>();
        for (var t = 0; t < 10; t++)
        {
            frames.Add(Scene.Of(environment.Draw));
            environment.Step([t % 2], observation);
        }

        var svg = XDocument.Parse(SvgAnimation.Of(frames, 50)).Root!;
        Assert.Equal(frames[0].Shapes.Count + 1, svg.Elements().Count());
        var track = svg.Elements().ElementAt(1);
        Assert.Empty(track.Elements());
        var cart = svg.Elements().ElementAt(2).Elements().Single();
        Assert.Equal("points", cart.Attribute("attributeName")!.Value);
        Assert.Equal(10, cart.Attribute("values")!.Value.Split(';').Length);
        Assert.Equal("0.2s", cart.Attribute("dur")!.Value);
    }

    [Fact]
    public void Frames_of_different_shapes_are_shown_in_turn()
    {
        var one = Scene.Of(canvas => canvas.Circle(new(0.5, 0.5), 0.1, Ink.Blue));
        var two = Scene.Of(canvas => canvas.Text(new(0.5, 0.5), 0.1, "a < b & c", Ink.Red));
        var svg = XDocument.Parse(SvgAnimation.Of([one, two], 2)).Root!;
        Assert.Equal(["visible;hidden", "hidden;visible"],
            svg.Elements().Skip(1).Select(group => group.Elements().First().Attribute("values")!.Value));
        Assert.Equal("a < b & c", svg.Elements().Last().Elements().Last().Value);
    }

    [Fact]
    public void Text_shows_dots_letters_and_inks()
    {
        var canvas = new TextCanvas(2, 1);
        canvas.View(0, 0, 4, 4);
        canvas.Polygon([new(0, 0), new(2, 0), new(2, 4), new(0, 4)], Ink.Green);
        Assert.Equal("\u28FF\n", canvas.ToString());
        Assert.Equal((Ink.Green, Ink.Paper), (canvas.InkAt(0, 0), canvas.InkAt(1, 0)));
        canvas.Polygon([new(0, 2), new(2, 2), new(2, 4), new(0, 4)], Ink.Paper);
        Assert.Equal("\u28E4\n", canvas.ToString());                // the two lower rows of dots
        canvas.Text(new(3, 2), 1, "G", Ink.Red);
        Assert.Equal("\u28E4G\n", canvas.ToString());
        canvas.View(0, 0, 4, 4);
        Assert.Equal("\n", canvas.ToString());
    }

    [Theory]
    [InlineData(0, 0, 0x01)]
    [InlineData(0, 1, 0x02)]
    [InlineData(0, 2, 0x04)]
    [InlineData(1, 0, 0x08)]
    [InlineData(1, 1, 0x10)]
    [InlineData(1, 2, 0x20)]
    [InlineData(0, 3, 0x40)]
    [InlineData(1, 3, 0x80)]
    public void Each_dot_of_a_cell_has_its_Unicode_bit(int x, int y, int bit)
    {
        var canvas = new TextCanvas(1, 1);
        canvas.View(0, 0, 2, 4);
        canvas.Circle(new(x + 0.5, 3.5 - y), 0.1, Ink.Black);
        Assert.Equal((char)(0x2800 + bit), canvas[0, 0]);
    }

    [Fact]
    public void An_empty_view_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Scene().View(0, 0, 0, 1));

    [Fact]
    public void An_interval_draws_within_itself()
    {
        var rng = new Rng(1);
        for (var i = 0; i < 100; i++) Assert.InRange(new Interval(-2, -1).Sample(ref rng), -2, -1);
    }
}
