using System.Runtime.InteropServices;
using Pathwise.Environments;

namespace Pathwise.PolicyGradients;

/// <summary>Cuts real-valued actions to what an environment accepts; the policy learns from what it drew,
/// uncut.</summary>
/// <param name="space">The action space; only a <see cref="Box"/> has bounds.</param>
internal readonly struct ActionBounds(Space space)
{
    private readonly Box? _box = space as Box;

    /// <summary>Cuts every action in place.</summary>
    /// <param name="actions">[rows, action size].</param>
    public void Clip<TAction>(Span<TAction> actions) where TAction : unmanaged
    {
        if (_box is null || typeof(TAction) != typeof(float)) return;
        var values = MemoryMarshal.Cast<TAction, float>(actions);
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Clamp(values[i], _box.Low[i % _box.Size], _box.High[i % _box.Size]);
    }
}
