using Pathwise.Autoencoders;
using Pathwise.Randomness;

namespace Pathwise.Tests.Autoencoders;

public sealed class LatentPathsTests
{
    [Fact]
    public void A_line_goes_evenly_from_end_to_end() =>
        Assert.Equal([0, 4, 1, 2, 2, 0], LatentPaths.Line([0, 4], [2, 0], 3));

    [Fact]
    public void An_arc_is_a_quarter_of_a_circle()
    {
        var arc = LatentPaths.Arc([1, 0], [0, 1], 4);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Math.Cos(i * Math.PI / 6), arc[2 * i], 1e-6);
            Assert.Equal(Math.Sin(i * Math.PI / 6), arc[(2 * i) + 1], 1e-6);
        }
    }

    /// <summary>In ten dimensions: the ends are the codes, each step turns by the same angle, lengths change evenly, and
    /// the path stays in the plane of the two.</summary>
    [Fact]
    public void An_arc_turns_evenly_and_its_length_changes_evenly()
    {
        const int Latents = 10, Steps = 9;
        var rng = new Rng(1);
        float[] from = new float[Latents], to = new float[Latents];
        rng.FillNormal(from);
        rng.FillNormal(to);
        var arc = LatentPaths.Arc(from, to, Steps).Chunk(Latents).ToArray();
        var angle = Math.Acos(Dot(from, to) / Length(from) / Length(to));
        for (var j = 0; j < Latents; j++)
        {
            Assert.Equal(from[j], arc[0][j], 1e-6);
            Assert.Equal(to[j], arc[^1][j], 1e-6);
        }

        for (var i = 1; i < Steps; i++)
        {
            Assert.Equal(Length(from) + ((Length(to) - Length(from)) * i / (Steps - 1)), Length(arc[i]), 1e-5);
            Assert.Equal(angle / (Steps - 1), Math.Acos(Dot(arc[i - 1], arc[i]) / Length(arc[i - 1]) / Length(arc[i])), 1e-3);
            Assert.Equal(angle * i / (Steps - 1), Math.Acos(Dot(from, arc[i]) / Length(from) / Length(arc[i])), 1e-3);
        }
    }

    /// <summary>A straight line between codes of N(0, I) cuts through where there are none.</summary>
    [Fact]
    public void A_line_is_shorter_in_the_middle_than_an_arc()
    {
        var rng = new Rng(2);
        float[] from = new float[50], to = new float[50];
        rng.FillNormal(from);
        rng.FillNormal(to);
        Assert.InRange(Length(LatentPaths.Arc(from, to, 3).AsSpan(50, 50)), 0.8 * Math.Sqrt(50), 1.2 * Math.Sqrt(50));
        Assert.True(Length(LatentPaths.Line(from, to, 3).AsSpan(50, 50)) < 0.85 * Length(LatentPaths.Arc(from, to, 3).AsSpan(50, 50)));
    }

    [Theory]
    [InlineData(new float[] { 1, 2 }, new float[] { 2, 4 })]
    [InlineData(new float[] { 1, 2 }, new float[] { -1, -2 })]
    [InlineData(new float[] { 0, 0 }, new float[] { 3, 1 })]
    [InlineData(new float[] { 3, 1 }, new float[] { 0, 0 })]
    public void Where_no_circle_is_meant_it_is_the_line(float[] from, float[] to) =>
        Assert.Equal(LatentPaths.Line(from, to, 5), LatentPaths.Arc(from, to, 5));

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }

    private static double Length(ReadOnlySpan<float> a) => Math.Sqrt(Dot(a, a));

    [Fact]
    public void A_traversal_moves_one_latent_and_leaves_the_others() =>
        Assert.Equal([7, -1, 9, 7, 1, 9, 7, 3, 9], LatentPaths.Traversal([7, 8, 9], latent: 1, least: -1, greatest: 3, steps: 3));
}
