using Pathwise.Options;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Tuning;

/// <summary>The options of an algorithm that a search varies, each independently of the others.</summary>
/// <remarks>Immutable.</remarks>
public sealed class TuningSpace
{
    private readonly Settings _settings;
    private readonly TunedSetting[] _tuned;

    private TuningSpace(Settings settings, TunedSetting[] tuned) => (_settings, _tuned) = (settings, tuned);

    /// <summary>The options that are varied.</summary>
    public IReadOnlyList<TunedSetting> Tuned => _tuned;

    /// <summary>Reads a space.</summary>
    /// <param name="settings">The algorithm's options.</param>
    /// <param name="texts">A range for each: <c>stepSize=log:1e-5..1e-2</c> (uniform in the logarithm),
    /// <c>gamma=0.9..0.99</c> (uniform), <c>gamma=gap:0.9..0.9999</c> (uniform in ln(1 − γ)), <c>epochs=1..20</c>
    /// (whole where the option is), <c>rolloutSteps=pow2:8..2048</c> (powers of two), <c>batchSize=32,64,128</c> (a
    /// choice), <c>hidden=64,64|256,256</c> (a choice where values have commas), <c>sharedNetwork</c> (all values of a
    /// choice), <c>stepSize=linear:log:1e-5..1e-2</c> (each the start of a schedule).</param>
    /// <exception cref="BadInputException">One is no such text, names no option, is out of its range, or names an
    /// option that is varied already; or there is none.</exception>
    public static TuningSpace Parse(Settings settings, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(texts);
        var tuned = new List<TunedSetting>();
        foreach (var text in texts)
        {
            var one = RangeText.Parse(settings, text);
            if (tuned.Exists(other => other.Name == one.Name))
                throw new BadInputException($"The option {one.Name} is varied twice; give it one range.");
            tuned.Add(one);
        }

        return tuned.Count > 0 ? new(settings, [.. tuned]) : throw new BadInputException(
            "There is no option to vary; name one, as in --vary stepSize=log:1e-5..1e-2.");
    }

    /// <summary>Draws a value for each option that is varied.</summary>
    /// <param name="rng">The stream; one number is drawn for each.</param>
    public IReadOnlyList<string> Draw(ref Rng rng)
    {
        var values = new string[_tuned.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _tuned[i].Range.At(rng.NextDouble());
        return values;
    }

    /// <summary>Options in which those that are varied have the values given.</summary>
    /// <param name="options">An options record; stays as it is.</param>
    /// <param name="values">A value for each of <see cref="Tuned"/>.</param>
    public object Apply(object options, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        for (var i = 0; i < _tuned.Length; i++) options = _settings.With(options, _tuned[i].Name, values[i]);
        return options;
    }

    /// <summary>The positions of values in their ranges, each in [0, 1].</summary>
    /// <param name="values">A value for each of <see cref="Tuned"/>.</param>
    public double[] PositionsOf(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. _tuned.Zip(values, (tuned, value) => tuned.Range.PositionOf(value))];
    }
}
