using Pathwise.Datasets;
using Pathwise.Environments;

namespace Pathwise.Experiments.Runs;

/// <summary>What a manifest says of a <see cref="DataSource"/>, beside its name.</summary>
internal static class DataSourceArguments
{
    private const string Convention = "convention", LabelColumn = "labels", Standardize = "standardize";
    private const string Colours = "colours", Without = "without";

    /// <summary>What is said, by name.</summary>
    internal static Dictionary<string, ArgumentValue> Of(DataSource source)
    {
        var arguments = new Dictionary<string, ArgumentValue>();
        if (source.Convention is { } convention) arguments[Convention] = ConventionName.Of(convention);
        if (source.LabelColumn is { } column) arguments[LabelColumn] = column;
        if (source.IsStandardized) arguments[Standardize] = 1;
        if (source.Without.Count > 0) arguments[Without] = LabelList.Of(source.Without);
        if (source.Colours is { } colours) arguments[Colours] = ColoursName.Of(colours);
        return arguments;
    }

    /// <summary>The source of a run.</summary>
    /// <exception cref="BadInputException">The manifest is damaged.</exception>
    internal static DataSource Read(
        string name, IReadOnlyDictionary<string, ArgumentValue> arguments, string manifest)
    {
        return new(name)
        {
            Convention = ConventionName.Parse(Text(Convention) ?? throw new BadInputException(
                $"The manifest '{manifest}' is damaged: it names no convention.")),
            LabelColumn = Text(LabelColumn),
            IsStandardized = arguments.ContainsKey(Standardize),
            Without = Text(Without) is { } without ? LabelList.Parse(without) : [],
            Colours = Text(Colours) is { } colours ? ColoursName.Parse(colours) : null,
        };

        string? Text(string argument) => arguments.TryGetValue(argument, out var value) ? value.ToString() : null;
    }
}
