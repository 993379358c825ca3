using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Options;

namespace Pathwise.Tests.Options;

public sealed class SettingsTests
{
    private static readonly Settings Settings = Settings.Of<SampleOptions>(SettingType.Parsable<Celsius>("temperature",
        value => [value.Degrees]));
    private static readonly SampleOptions Defaults = new();

    public enum Shade
    {
        Red,
        DarkBlue,
    }

    [Fact]
    public void Settings_are_listed_as_they_are_typed_inherited_ones_first()
    {
        Assert.Equal(
            ["gamma", "stepSize", "limit", "rows", "steps", "isShared", "shade", "hidden", "array", "immutable", "clip",
                "most", "label", "warmth"],
            Settings.All.Select(setting => setting.Name));
        Assert.Equal(
            new Setting("gamma", "real number", "0.99", "in (0, 1]", [], "γ", "the discount per step", "a book"),
            Settings.All[0] with { Allowed = [] });
    }

    [Theory]
    [InlineData("stepSize", "> 0")]
    [InlineData("rows", "≥ 1")]
    [InlineData("steps", "in [0, 10)")]
    [InlineData("hidden", "in [1, 4096]")]
    [InlineData("clip", "")]
    public void Ranges_read_like_mathematics(string name, string range) =>
        Assert.Equal(range, Settings.All.Single(setting => setting.Name == name).Range);

    [Fact]
    public void Choices_list_their_values()
    {
        var setting = Settings.All.Single(setting => setting.Name == "shade");
        Assert.Equal(["red", "darkBlue"], setting.Allowed);
        Assert.Equal("darkBlue", setting.Default);
    }

    [Fact]
    public void Texts_of_every_type_are_parsed()
    {
        var options = Defaults;
        (string Name, string Text)[] typed =
        [
            ("gamma", "0.5"), ("stepSize", "2^-13"), ("limit", "Infinity"), ("rows", "8"), ("steps", "9"), ("isShared",
                "TRUE"), ("SHADE", "Red"),
            ("hidden", "64, 32"), ("array", "none"), ("immutable", "[1,2]"), ("clip", "-0.25"), ("most", "7"), ("label", "a=b c"),
                ("warmth", "21.5C"),
        ];
        foreach (var (name, text) in typed) options = Settings.With(options, name, text);

        Assert.Equal((0.5, 1 / 8192.0, double.PositiveInfinity), (options.Gamma, options.StepSize, options.Limit));
        Assert.Equal((8, 9L, true, Shade.Red), (options.Rows, options.Steps, options.IsShared, options.Shade));
        Assert.Equal([64, 32], options.Hidden);
        Assert.Empty(options.Array);
        Assert.Equal([1, 2], options.Immutable);
        Assert.Equal((-0.25, 7, "a=b c", 21.5), (options.Clip, options.Most, options.Label, options.Warmth.Degrees));
        Assert.Equal(0.99, Defaults.Gamma);
    }

    [Fact]
    public void Nothing_typed_is_an_empty_list_and_none_is_no_number()
    {
        Assert.Empty(Settings.With(Defaults, "hidden", "").Hidden);
        Assert.Null(Settings.With(Settings.With(Defaults, "clip", "3"), "clip", "none").Clip);
        Assert.Null(Settings.With(Settings.With(Defaults, "most", "3"), "most", "none").Most);
    }

    [Theory]
    [InlineData("gamma", "0", "The option gamma cannot be 0; it must be a real number in (0, 1].")]
    [InlineData("gamma", "1.5", "The option gamma cannot be 1.5; it must be a real number in (0, 1].")]
    [InlineData("gamma", "NaN", "The option gamma cannot be 'NaN'; it must be a real number in (0, 1].")]
    [InlineData("gamma", "a lot", "The option gamma cannot be 'a lot'; it must be a real number in (0, 1].")]
    [InlineData("gamma", "0,5", "The option gamma cannot be '0,5'; it must be a real number in (0, 1].")]
    [InlineData("stepSize", "infinity", "The option stepSize cannot be infinity; it must be a real number > 0.")]
    [InlineData("clip", "infinity", "The option clip cannot be infinity; it must be a real number or none.")]
    [InlineData("most", "0", "The option most cannot be 0; it must be a whole number or none in [1, 9].")]
    [InlineData("rows", "1.5", "The option rows cannot be '1.5'; it must be a whole number ≥ 1.")]
    [InlineData("rows", "99999999999", "The option rows cannot be '99999999999'; it must be a whole number ≥ 1.")]
    [InlineData("steps", "10", "The option steps cannot be 10; it must be a whole number in [0, 10).")]
    [InlineData("isShared", "yes", "The option isShared cannot be 'yes'; it must be true or false.")]
    [InlineData("shade", "1", "The option shade cannot be '1'; it must be one of red, darkBlue.")]
    [InlineData("hidden", "64,0", "The option hidden cannot be 64,0; it must be a list of whole numbers in [1, 4096].")]
    [InlineData("hidden", "64,", "The option hidden cannot be '64,'; it must be a list of whole numbers in [1, 4096].")]
    [InlineData("warmth", "-300C", "The option warmth cannot be -300C; it must be a temperature ≥ -273.15.")]
    [InlineData("gama", "1", "There is no option 'gama'; did you mean 'gamma'?")]
    public void Bad_text_is_told_in_one_sentence(string name, string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => Settings.With(Defaults, name, text)).Message);

    [Fact]
    public void Options_made_in_code_are_validated_too()
    {
        Assert.Same(Defaults, Settings.Validated(Defaults));
        var e = Assert.Throws<BadInputException>(() => Settings.Validated(Defaults with { Gamma = double.NaN }));
        Assert.Contains("gamma", e.Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => Settings.Validated(Defaults with { Hidden = [64, -1] }));
    }

    [Fact]
    public void Json_gives_the_options_back()
    {
        var options = Defaults with
        {
            Gamma = 0.1 + 0.2,
            Limit = double.PositiveInfinity,
            Hidden = [],
            Array = [3],
            Clip = 1e-300,
            Most = 9,
            Label = "\"ä\"",
            Shade = Shade.Red,
            Warmth = new(3.25),
        };
        var json = Settings.ToJson(options);
        using var document = JsonDocument.Parse(json.ToJsonString());
        var back = Assert.IsType<SampleOptions>(Settings.FromJson(document.RootElement));

        Assert.Equal(options.Gamma, back.Gamma);
        Assert.Equal(options with { Hidden = [], Array = [], Immutable = [] }, back with { Hidden = [], Array = [],
            Immutable = [] }, Flat);
        Assert.Equal([3], back.Array);
        Assert.True(JsonNode.DeepEquals(json, Settings.ToJson(back)));
    }

    [Fact]
    public void Json_may_hold_lists_and_leave_options_out()
    {
        using var document = JsonDocument.Parse("""{ "hidden": [8, 8], "clip": null }""");
        var options = (SampleOptions)Settings.FromJson(document.RootElement);
        Assert.Equal([8, 8], options.Hidden);
        Assert.Equal(0.99, options.Gamma);
    }

    [Theory]
    [InlineData("""{ "gamma": 2 }""", "The option gamma cannot be 2; it must be a real number in (0, 1].")]
    [InlineData("""{ "rowz": 2 }""", "There is no option 'rowz'; did you mean 'rows'?")]
    [InlineData("""[]""", "The options must be a JSON object with a value for each name.")]
    public void Bad_json_is_told_in_one_sentence(string json, string sentence)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => Settings.FromJson(root)).Message);
    }

    [Fact]
    public void An_unknown_type_is_a_mistake_of_whoever_wrote_the_options() =>
        Assert.Throws<ArgumentException>(() => Settings.Of<SampleOptions>());

    [Fact]
    public void Settings_with_other_defaults_take_what_is_left_out_from_there()
    {
        var other = Settings.WithDefaults(Defaults with { Rows = 7, Hidden = [3] });
        using var document = JsonDocument.Parse("""{ "gamma": 0.5 }""");
        var options = (SampleOptions)other.FromJson(document.RootElement);
        Assert.Equal((7, 0.5), (options.Rows, options.Gamma));
        Assert.Equal("7", other.All.Single(setting => setting.Name == "rows").Default);
        Assert.Equal("3", other.TextOf(other.Defaults, "hidden"));
        Assert.NotEqual(7, ((SampleOptions)Settings.Defaults).Rows);
        Assert.Throws<BadInputException>(() => Settings.WithDefaults(Defaults with { Gamma = 2 }));
    }

    [Fact]
    public void The_text_of_an_option_is_what_a_user_would_type()
    {
        Assert.Equal("64,64", Settings.TextOf(Defaults, "hidden"));
        Assert.Equal("none", Settings.TextOf(Defaults, "clip"));
        Assert.Throws<BadInputException>(() => Settings.TextOf(Defaults, "nothing"));
    }

    private static bool Flat(SampleOptions a, SampleOptions b) =>
        (a.Gamma, a.StepSize, a.Limit, a.Rows, a.Steps, a.IsShared, a.Shade) == (b.Gamma, b.StepSize, b.Limit, b.Rows,
            b.Steps, b.IsShared, b.Shade)
        && (a.Clip, a.Most, a.Label, a.Warmth) == (b.Clip, b.Most, b.Label, b.Warmth);

    public abstract record GeneralOptions
    {
        [Range(0.0, 1.0, MinimumIsExclusive = true)]
        [Setting("the discount per step", Symbol = "γ", Source = "a book")]
        public double Gamma { get; init; } = 0.99;
    }

    public sealed record SampleOptions : GeneralOptions
    {
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double StepSize { get; init; } = 0.01;

        [Range(0.0, double.PositiveInfinity)]
        public double Limit { get; init; } = 1;

        [Range(1, int.MaxValue)]
        public int Rows { get; init; } = 4;

        [Range(0, 10, MaximumIsExclusive = true)]
        public long Steps { get; init; }

        public bool IsShared { get; init; }

        public Shade Shade { get; init; } = Shade.DarkBlue;

        [Range(1, 4096)]
        public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

        public int[] Array { get; init; } = [1];

        public ImmutableArray<int> Immutable { get; init; } = [];

        public double? Clip { get; init; }

        [Range(1, 9)]
        public int? Most { get; init; }

        public string Label { get; init; } = "";

        [Range(-273.15, double.MaxValue)]
        public Celsius Warmth { get; init; } = new(20);

        public double Derived => Gamma * 2;
    }

    public readonly record struct Celsius(double Degrees) : IParsable<Celsius>
    {
        public static Celsius Parse(string s, IFormatProvider? provider) =>
            TryParse(s, provider, out var result) ? result : throw new FormatException();

        public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Celsius result)
        {
            var isDegrees = double.TryParse(s?.TrimEnd('C'), provider, out var degrees);
            result = new(degrees);
            return isDegrees && s!.EndsWith('C');
        }

        public override string ToString() => FormattableString.Invariant($"{Degrees}C");
    }
}
