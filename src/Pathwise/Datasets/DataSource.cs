namespace Pathwise.Datasets;

/// <summary>What examples are read from, as a user says it.</summary>
/// <param name="Name">A set's name, or a path, as <see cref="LearningSet.Load"/> takes it.</param>
public sealed record DataSource(string Name)
{
    private static readonly string[] TableEndings = [".csv", ".tsv", ".csv.gz", ".tsv.gz"];

    /// <summary>What a pixel means; numbers under different conventions cannot be compared.</summary>
    /// <value>Default null: as the set comes, which is grey but for sets that were binarised for good.</value>
    public PixelConvention? Convention { get; init; }

    /// <summary>The column of a table's classes, by its name or its number from 1 on.</summary>
    /// <value>Default null: there is none, so all columns are learned from.</value>
    public string? LabelColumn { get; init; }

    /// <summary>Whether a table's columns are brought to one scale: <see cref="Standardization"/>.</summary>
    /// <value>Default false.</value>
    public bool IsStandardized { get; init; }

    /// <summary>Labels whose examples are left out, of what is learned from and of the test: anomalies that are to be
    /// found later.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<int> Without { get; init; } = [];

    /// <summary>How the pictures of a folder are read.</summary>
    /// <value>Default null: grey, if none of them is in colour.</value>
    public PictureColours? Colours { get; init; }

    /// <summary>Whether it is a path, and not the name of a known set.</summary>
    public bool IsPath => !IsKnown && Path.Exists(Name);

    /// <summary>Whether it is a file of a table.</summary>
    public bool IsTable => IsPath && File.Exists(Name)
        && Array.Exists(TableEndings, ending => Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is a folder of pictures: any that has no files named as MNIST's.</summary>
    public bool IsPictures => IsPath && Directory.Exists(Name) && !MnistFiles.AreIn(Name);

    /// <summary>Whether its numbers are measurements or shades, rather than ink that is there or not: a table, pictures
    /// or photographs, unless they are binarised.</summary>
    public bool IsMeasured => (Convention ?? PixelConvention.Grey) == PixelConvention.Grey
        && (IsTable || IsPictures || DatasetCatalog.All.Any(set => set.Id == Name && set.IsPhotographic));

    private bool IsKnown => DatasetCatalog.All.Any(set => set.Id == Name);

    /// <summary>The same with a path in full, so that it can be found from everywhere.</summary>
    internal DataSource Placed() => IsPath ? this with { Name = Path.GetFullPath(Name) } : this;

    /// <summary>Checks that a file is there, and that nothing is said that is not about a source of this
    /// form.</summary>
    /// <exception cref="BadInputException">It is not, or something is.</exception>
    internal DataSource Validated()
    {
        if (!IsPath && !IsKnown && !DataFolders.All.Any(folder => Directory.Exists(Path.Combine(folder, Name)))
            && (Path.HasExtension(Name) || Name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            throw new BadInputException($"There is no data set '{Name}': no file or folder lies there.");
        if (LabelColumn is not null && !IsTable) throw new BadInputException(
            $"Only a table (.csv or .tsv) has a column of labels, and '{Name}' is none; leave the column out.");
        if (IsStandardized && !IsTable) throw new BadInputException(
            $"Only a table's columns can be standardised, and '{Name}' is none; leave it as it is.");
        if (IsStandardized && Convention == PixelConvention.DynamicBinary) throw new BadInputException(
            "A table that is binarised cannot be standardised too; choose one.");
        if (Colours is not null && !IsPictures) throw new BadInputException(
            $"Only the pictures of a folder can be read as grey or rgb, and '{Name}' is no such folder; "
            + "leave the colours out.");
        return this;
    }
}
