namespace Pathwise.Datasets;

/// <summary>The data sets that are known by name.</summary>
/// <remarks>Sums of the files as their authors or later libraries published them: MNIST's and Fashion-MNIST's are of
/// the unpacked files; the Frey faces' of the pixels, 1,100,400 bytes, image after image.</remarks>
public static class DatasetCatalog
{
    private const string MnistHost = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    private const string FashionHost = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    private const string BinarizedHost = "http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist/";
    private const string FreySum = "2438ba4f0d2a6bd8bac43de756141eaa33c8d248dd613d464bdb1210d9b7af78";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownDataset> All { get; } =
    [
        new()
        {
            Id = Mnist.Id,
            Title = "MNIST: handwritten digits",
            Parts = Parts(train: 60000, test: 10000),
            Shape = new(28, 28),
            Licence = "CC BY-SA 3.0",
            Source = "Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits",
            Files = InMnistForm(
                MnistHost,
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            Read = split => Mnist.Load(split, PixelConvention.Grey),
        },
        new()
        {
            Id = BinarizedMnist.Id,
            Title = "MNIST, binarised once and for all",
            Parts = new Dictionary<DataSplit, int>
            {
                [DataSplit.Train] = 50000, [DataSplit.Validation] = 10000, [DataSplit.Test] = 10000,
            },
            Shape = new(28, 28),
            Licence = "CC BY-SA 3.0, as MNIST",
            Source = "H. Larochelle, I. Murray (2011), The Neural Autoregressive Distribution Estimator",
            Files =
            [
                Binarized("train", 50000, "ad693b29f94c14277b095f5238ddefbbdaaae0939789dd2f4f0205278cee3e4d",
                    "727146c35424b019f3e350e1e69faa05644a0abaf787e3f4e1a9632220a13906"),
                Binarized("valid", 10000, "1de3d397c40fe8eeb33dafd4099a1f665ec01e96d9be234aaeeac8a34930e2e2",
                    "a256ac44ae26be720fad8616a05ed6ecfd1619930d9a208379bb2a4405df5b6d"),
                Binarized("test", 10000, "e6687bfea3f820c174f33b7865140b2a2dd2930ef786f35d45795fc193b5ab2c",
                    "9fcd8da6f0fdf09b2ba30fe63a0bb784042a0de82563172530229b983e294ff2"),
            ],
            Read = split => Mnist.Load(split, PixelConvention.StaticBinary),
        },
        new()
        {
            Id = "fashion-mnist",
            Title = "Fashion-MNIST: articles of clothing",
            Parts = Parts(train: 60000, test: 10000),
            Shape = new(28, 28),
            Licence = "MIT",
            Source = "H. Xiao, K. Rasul, R. Vollgraf (2017), arXiv:1708.07747",
            Files = InMnistForm(
                FashionHost,
                "f4a8712d7a061bf5bd6d2ca38dc4d50a",
                "9018921c3c673c538a1fc5bad174d6f9",
                "8181f5470baa50b63fa0f6fddb340f0a",
                "15d484375f8d13e6eb1aabb0c3f46965"),
            Read = FashionMnist.Load,
        },
        new()
        {
            Id = "frey",
            Title = "Frey faces: frames of one face",
            Parts = Parts(train: FreyFaces.Count),
            Shape = new(28, 20),
            IsPhotographic = true,
            Licence = "no text of one",
            Source = "S. Roweis, B. Frey, Data for MATLAB hackers",
            Files =
            [
                new()
                {
                    Name = "frey_rawface.mat",
                    Address = new("http://www.cs.nyu.edu/~roweis/data/frey_rawface.mat"),
                    Sum = FreySum,
                    SumOf = DatasetSum.Pixels,
                    OtherForm = new()
                    {
                        Name = "frey-faces-images-idx3-ubyte", Sum = FreySum, SumOf = DatasetSum.Pixels,
                    },
                },
            ],
            Read = _ => FreyFaces.Load(),
        },
        new()
        {
            Id = "cifar10",
            Title = "CIFAR-10: photographs of ten things",
            Parts = Parts(train: 50000, test: 10000),
            Shape = new(32, 32, 3),
            IsPhotographic = true,
            Licence = "no text of one",
            Source = "A. Krizhevsky (2009), Learning Multiple Layers of Features from Tiny Images",
            Files =
            [
                new()
                {
                    Name = "cifar-10-binary.tar",
                    Address = new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
                    Sum = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    SumOf = DatasetSum.File,
                },
            ],
            Read = Cifar10.Load,
        },
        new()
        {
            Id = "digits",
            Title = "Handwritten digits of 8 × 8 pixels",
            Parts = Parts(train: Digits.Count),
            Shape = new(8, 8),
            Licence = "CC BY 4.0",
            Source = "E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits (test part), UCI",
            Files =
            [
                new()
                {
                    Name = "digits.csv",
                    Sum = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
                },
            ],
            Read = _ => Digits.Load(),
        },
    ];

    /// <summary>The set of a name.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="BadInputException">There is none of this name.</exception>
    public static KnownDataset Find(string id) => All.FirstOrDefault(set => set.Id == id)
        ?? throw BadInputException.Unknown("data set", id, [.. All.Select(set => set.Id)]);

    /// <summary>A set that must have its known count: a file may be cut where an image ends.</summary>
    internal static Dataset Whole(Dataset set, int count, string path) => set.Count == count
        ? set
        : throw new BadInputException($"The data set '{set.Name}' should have {count} images but has {set.Count} in "
            + $"'{path}'; the file is cut short or of another set, so fetch it again.");

    private static Dictionary<DataSplit, int> Parts(int train, int test = 0) => test == 0
        ? new() { [DataSplit.Train] = train }
        : new() { [DataSplit.Train] = train, [DataSplit.Test] = test };

    private static DatasetFile[] InMnistForm(string host, params ReadOnlySpan<string> sums)
    {
        string[] names =
        [
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
        ];
        var files = new DatasetFile[names.Length];
        for (var i = 0; i < files.Length; i++)
            files[i] = new() { Name = names[i], Address = new($"{host}{names[i]}.gz"), Sum = sums[i] };
        return files;
    }

    private static DatasetFile Binarized(string part, int count, string sum, string packedSum) => new()
    {
        Name = $"binarized_mnist_{part}.amat",
        Address = new($"{BinarizedHost}binarized_mnist_{part}.amat"),
        Sum = sum,
        OtherForm = new() { Name = $"binarized_mnist_{part}_{count}x98_bits.bin", Sum = packedSum },
    };
}
