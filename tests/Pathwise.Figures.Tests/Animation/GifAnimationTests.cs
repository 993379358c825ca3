using CsCheck;
using Pathwise.Figures.Animation;
using SkiaSharp;

namespace Pathwise.Figures.Tests.Animation;

public sealed class GifAnimationTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void A_decoder_sees_the_pixels_that_were_given()
    {
        uint[] palette = [0xFFFFFFFF, 0xFF000000, 0xFF0072B2, 0xFFD55E00, 0xFF123456];
        var frames = Gen.Int[0, palette.Length - 1].Array[12 * 7].Select(cells => Array.ConvertAll(cells, cell => palette[cell]))
            .List[1, 6];
        frames.Sample(pictures => AssertDecoded(pictures, 12, 7), iter: 200);
    }

    [Fact]
    public void Noise_fills_the_code_table_many_times_and_still_decodes()
    {
        var state = 1u;
        uint[] Noise() => [.. Enumerable.Range(0, 200 * 150).Select(_ =>
        {
            state = (state * 1664525) + 1013904223;
            return 0xFF000000 | ((state >> 24) * 0x010101);      // 256 greys, of which 255 fit
        }).Select(grey => grey == 0xFFFFFFFF ? 0xFF000000 : grey)];
        AssertDecoded([Noise(), Noise()], 200, 150);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(4095)]
    [InlineData(20_000)]
    public void One_colour_of_any_size_decodes(int pixels) =>
        AssertDecoded([Enumerable.Repeat(0xFF00FF00, pixels).ToArray()], pixels, 1);

    [Fact]
    public void Durations_keep_their_sum_although_they_are_rounded()
    {
        var animation = new GifAnimation(1, 1);
        for (var i = 0; i < 30; i++)
            animation.Add(new Frame(1, 1, [0xFF000000 + (uint)i]), TimeSpan.FromSeconds(1 / 30.0));
        using var codec = Decode(animation);
        Assert.Equal(1000, codec.FrameInfo.Sum(frame => frame.Duration), tolerance: 10);
        Assert.All(codec.FrameInfo, frame => Assert.InRange(frame.Duration, 30, 40));
    }

    [Fact]
    public void It_repeats_for_ever()
    {
        var animation = new GifAnimation(1, 1);
        animation.Add(new Frame(1, 1, [0xFF000000]), Tick);
        animation.Add(new Frame(1, 1, [0xFFFFFFFF]), Tick);
        using var codec = Decode(animation);
        Assert.Equal(-1, codec.RepetitionCount);
    }

    [Fact]
    public void More_colours_than_fit_are_replaced_by_near_ones()
    {
        var pixels = Enumerable.Range(0, 64 * 64).Select(i => 0xFF000000 | ((uint)(i % 64 * 4) << 16) | (uint)(i / 64 * 4)).ToArray();
        var animation = new GifAnimation(64, 64);
        animation.Add(new Frame(64, 64, pixels), Tick);
        using var codec = Decode(animation);
        var decoded = Pixels(codec, 0);
        // 4096 colours on a 64 × 64 grid in 255 boxes: boxes of 4 × 4 to 4 × 8 steps of 4, so no channel is off by more than 8 steps.
        Assert.All(pixels.Zip(decoded), pair =>
        {
            Assert.InRange(Math.Abs((int)((pair.First >> 16) & 255) - (int)((pair.Second >> 16) & 255)), 0, 32);
            Assert.InRange(Math.Abs((int)(pair.First & 255) - (int)(pair.Second & 255)), 0, 32);
        });
    }

    [Fact]
    public void A_still_scene_costs_next_to_nothing()
    {
        var pixels = Enumerable.Range(0, 400 * 300).Select(i => i % 7 == 0 ? 0xFF0072B2 : 0xFFFFFFFF).ToArray();
        int Size(int frames)
        {
            var animation = new GifAnimation(400, 300);
            for (var i = 0; i < frames; i++) animation.Add(new Frame(400, 300, pixels), Tick);
            return animation.ToBytes().Length;
        }

        Assert.InRange(Size(101) - Size(1), 1, 100 * 30);
    }

    [Fact]
    public void A_frame_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => new GifAnimation(2, 2).Add(new Frame(1, 2, [0, 0]), Tick));

    [Fact]
    public void A_file_that_cannot_be_written_is_bad_input()
    {
        var animation = new GifAnimation(1, 1);
        animation.Add(new Frame(1, 1, [0xFF000000]), Tick);
        var file = Path.GetTempFileName();
        Assert.Throws<BadInputException>(() => animation.Save(Path.Combine(file, "below-a-file.gif")));
        File.Delete(file);
    }

    private static void AssertDecoded(List<uint[]> pictures, int width, int height)
    {
        var animation = new GifAnimation(width, height);
        foreach (var pixels in pictures) animation.Add(new Frame(width, height, pixels), Tick);
        using var codec = Decode(animation);
        Assert.Equal(pictures.Count, Math.Max(1, codec.FrameCount));
        for (var i = 0; i < pictures.Count; i++)
            Assert.Equal(pictures[i], Pixels(codec, i));
    }

    private static SKCodec Decode(GifAnimation animation) =>
        SKCodec.Create(new SKMemoryStream(animation.ToBytes())) ?? throw new InvalidOperationException("No GIF was recognised.");

    private static uint[] Pixels(SKCodec codec, int frame)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Unpremul));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels(), new SKCodecOptions(frame));
        Assert.Equal(SKCodecResult.Success, result);
        return Array.ConvertAll(bitmap.Pixels, pixel => (uint)pixel);
    }
}
