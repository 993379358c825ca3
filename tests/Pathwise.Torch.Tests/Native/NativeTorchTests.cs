using Pathwise.Torch.Native;
using TorchSharp;

namespace Pathwise.Torch.Tests.Native;

public sealed class NativeTorchTests
{
    [Fact]
    public void Two_tensors_are_multiplied()
    {
        NativeTorch.EnsureLoaded();
        NativeTorch.EnsureLoaded();     // once is enough, twice does no harm
        AssertProduct();

        static void AssertProduct()     // of its own, so that no type of TorchSharp is touched before
        {
            using var a = torch.tensor(new float[] { 1, 2, 3, 4 }).reshape(2, 2);
            using var b = torch.tensor(new float[] { 5, 6, 7, 8 }).reshape(2, 2);
            using var product = a.mm(b);
            Assert.Equal([19, 22, 43, 50], product.data<float>().ToArray());
        }
    }
}
