using System.Globalization;
using Pathwise.Experiments.Tuning;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;
using SkiaSharp;

namespace Pathwise.Figures;

/// <summary>The picture of a search for settings: what mattered, how the search went, and the value against each
/// setting, the most important first.</summary>
public static class TuningPicture
{
    private const int Columns = 4;
    private const string Value = "greedy return";
    private const float Width = 1046, Gap = 26, HeadHeight = 250, SliceHeight = 174;

    private static readonly SKColor Pale = new(0xBE, 0xD5, 0xE6), Broken = new(0xD5, 0x2B, 0x1E);

    /// <summary>Draws a search.</summary>
    /// <param name="title">What was searched: <c>"ppo on CartPole-v1, seed 1"</c>.</param>
    /// <param name="result">What it has brought; at least one trial.</param>
    /// <param name="importance">How much each setting mattered; may be empty.</param>
    /// <exception cref="ArgumentException">There is no trial.</exception>
    public static Picture Draw(string title, TuningResult result, IReadOnlyList<SettingImportance> importance)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(importance);
        if (result.Results.Count == 0)
            throw new ArgumentException("A picture of a search needs at least one trial.", nameof(result));
        var drawing = new Drawing(result);
        var broken = result.Diverged + result.Failed;
        var rungs = result.Results.Select(one => one.Steps).Distinct().Order().Select(Count);
        var sheet = new PanelRows(
            title,
            $"A dot is a trial after {string.Join(", ", rungs)} steps, the darker the more"
            + (result.Best is null ? "" : "; the ring is the best") + "."
            + (broken == 0 ? "" : $" Crosses below: {broken} that diverged or failed."));
        var half = (Width - Gap) / 2 / HeadHeight;
        if (importance.Count > 0) sheet.Row(HeadHeight, Bars(result, importance, half), drawing.History(half));
        else sheet.Row(HeadHeight, drawing.History(Width / HeadHeight));

        var aspect = (Width - ((Columns - 1) * Gap)) / Columns / SliceHeight;
        var order = importance.Count > 0
            ? importance.Select(one => result.Space.Tuned.ToList().FindIndex(tuned => tuned.Name == one.Name))
            : Enumerable.Range(0, result.Space.Tuned.Count);
        foreach (var row in order.Chunk(Columns))
            sheet.Row(
                SliceHeight, [.. row.Select((setting, i) => drawing.Slice(setting, aspect, i == 0 ? Value : ""))]);
        return sheet.ToPicture();
    }

    private static string Count(long steps) => steps.ToString("#,0", CultureInfo.InvariantCulture);

    private static BarsPanel Bars(TuningResult result, IReadOnlyList<SettingImportance> importance, float aspect)
    {
        var widest = result.Widest;
        return new(
        [
            .. importance.Select(one => new BarsPanel.Bar(
                one.Name, one.Share, one.Low, one.High, one.Chance, one.Matters)),
        ])
        {
            Title = $"What mattered, after {Count(widest[0].Steps)} steps of {widest.Count} trials",
            Aspect = aspect,
            XLabel = "share of the variance explained alone; orange: what chance gives",
        };
    }

    /// <summary>What all panels share.</summary>
    private sealed class Drawing
    {
        private readonly TuningResult _result;
        private readonly long[] _rungs;
        private readonly (double Low, double High) _range;

        internal Drawing(TuningResult result)
        {
            _result = result;
            _rungs = [.. result.Results.Select(one => one.Steps).Distinct().Order()];
            double[] values = [.. result.Results.Where(one => one.IsSound).Select(one => one.Value!.Value)];
            var (low, high) = values.Length == 0 ? (0, 1) : (values.Min(), values.Max());
            var room = Math.Max(0.07 * (high - low), 1e-3 * Math.Max(1, Math.Abs(high)));
            _range = (low - (result.Diverged + result.Failed > 0 ? 2 : 1) * room, high + room);
        }

        /// <summary>The value against what has been spent.</summary>
        internal AxesPanel History(float aspect)
        {
            var (spent, before) = (0L, new Dictionary<int, long>());
            var places = new List<(TrialResult Result, double At)>();
            foreach (var one in _result.Results)
            {
                spent += (one.Steps - before.GetValueOrDefault(one.Trial)) * one.Seeds.Count;
                before[one.Trial] = one.Steps;
                places.Add((one, spent));
            }

            var panel = new AxesPanel
            {
                Title = "How the search went", Aspect = aspect, XLabel = "environment steps of all trials",
                YLabel = Value, X = (0, 1.02 * spent), Y = _range,
            };
            foreach (var rung in places.GroupBy(place => place.Result.Steps))
                panel.Points(
                    rung.Where(place => place.Result.IsSound).Select(place => (place.At, place.Result.Value!.Value)),
                    ColourOf(rung.Key), 3);
            Crosses(panel, places);
            var (xs, ys) = (new List<double>(), new List<double>());
            foreach (var (one, at) in places.Where(place => place.Result.IsSound))
            {
                if (ys.Count > 0 && one.Value <= ys[^1]) continue;
                if (ys.Count > 0) (xs, ys) = ([.. xs, at], [.. ys, ys[^1]]);
                xs.Add(at);
                ys.Add(one.Value!.Value);
            }

            if (xs.Count > 0) panel.Line([.. xs, spent], [.. ys, ys[^1]], Palette.Series(1), 1.6f);
            return panel;
        }

        /// <summary>The value against one setting.</summary>
        /// <param name="setting">Which.</param>
        /// <param name="aspect">How much wider than high.</param>
        /// <param name="label">What runs upwards.</param>
        internal AxesPanel Slice(int setting, float aspect, string label)
        {
            var tuned = _result.Space.Tuned[setting];
            var places = _result.Results
                .Select(one => (Result: one, At: tuned.Range.PositionOf(one.Values[setting]) + Beside(tuned, one)))
                .OrderBy(place => place.Result.Steps).ToArray();
            var panel = new AxesPanel
            {
                Title = tuned.Name, Aspect = aspect, XLabel = "", YLabel = label, X = (-0.03, 1.03), Y = _range,
                XTicks = RangeTicks.Of(tuned.Range),
            };
            foreach (var rung in places.GroupBy(place => place.Result.Steps))
                panel.Points(
                    rung.Where(place => place.Result.IsSound).Select(place => (place.At, place.Result.Value!.Value)),
                    ColourOf(rung.Key), 3);
            Crosses(panel, places);
            if (_result.Best is { } best)
            {
                var (_, at) = places.First(place => place.Result == best);
                panel.Circle(at, best.Value!.Value, Palette.Series(1), 5.5f);
            }

            return panel;
        }

        /// <summary>Dots of one choice stand beside each other, by their numbers alone.</summary>
        private static double Beside(TunedSetting tuned, TrialResult one) =>
            tuned.Range.Count == 0 ? 0 : ((one.Trial * 0.618034 % 1) - 0.5) * 0.36 / tuned.Range.Count;

        private void Crosses(AxesPanel panel, IEnumerable<(TrialResult Result, double At)> places)
        {
            foreach (var (_, at) in places.Where(place => !place.Result.IsSound))
                panel.Label(at, _range.Low + (0.03 * (_range.High - _range.Low)), "×", Broken);
        }

        /// <summary>From pale to the first series' colour.</summary>
        private SKColor ColourOf(long steps)
        {
            var share = _rungs.Length == 1 ? 1 : (double)Array.IndexOf(_rungs, steps) / (_rungs.Length - 1);
            var full = Palette.Series(0);
            byte Mix(byte a, byte b) => (byte)Math.Round(a + (share * (b - a)));
            return new(Mix(Pale.Red, full.Red), Mix(Pale.Green, full.Green), Mix(Pale.Blue, full.Blue));
        }
    }
}
