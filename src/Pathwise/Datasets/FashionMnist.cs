namespace Pathwise.Datasets;

/// <summary>Fashion-MNIST, 60,000 and 10,000 articles of clothing of ten kinds, in MNIST's form.</summary>
/// <remarks>Source: H. Xiao, K. Rasul, R. Vollgraf (2017), arXiv:1708.07747.</remarks>
public static class FashionMnist
{
    /// <summary>Reads a part of it from the folder <c>fashion-mnist</c>.</summary>
    /// <param name="split">Train or test.</param>
    /// <exception cref="BadInputException">The files are not here, are damaged, or there is no such part.</exception>
    public static Dataset Load(DataSplit split) => Mnist.LoadInItsForm("fashion-mnist", "Fashion-MNIST", split);
}
