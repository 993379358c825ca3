namespace Pathwise.ArchitectureSearch.Benchmarks;

/// <summary>The images that the networks of NAS-Bench-201 were trained on.</summary>
public enum NasBench201Dataset
{
    /// <summary>CIFAR-10; validation on half of its training images.</summary>
    Cifar10,

    /// <summary>CIFAR-100; validation on half of its test images.</summary>
    Cifar100,

    /// <summary>ImageNet-16-120: 120 classes of ImageNet at 16 × 16 pixels.</summary>
    ImageNet16,
}
