using System.Runtime.CompilerServices;
using Pathwise.Torch.Native;
using TorchSharp;

namespace Pathwise.Torch.Tests;

/// <summary>libtorch is loaded before any test touches it, and computes with one thread, as workers do.</summary>
internal static class LoadedTorch
{
    [ModuleInitializer]
    internal static void Load()
    {
        NativeTorch.EnsureLoaded();
        UseOneThread();

        static void UseOneThread() => torch.set_num_threads(1);
    }
}
