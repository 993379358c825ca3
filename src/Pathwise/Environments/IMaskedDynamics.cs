namespace Pathwise.Environments;

/// <summary>Rules that say which choices there are in a state.</summary>
/// <typeparam name="TState">What they move.</typeparam>
/// <remarks>Implemented beside <see cref="IDynamics{TState, TAction}"/>, with a <see cref="Discrete"/> action space. A
/// batch then shows the masks, and learners that know of masks take no other choice.</remarks>
public interface IMaskedDynamics<TState> where TState : unmanaged
{
    /// <summary>Tells which choices there are.</summary>
    /// <param name="state">A state that is not terminal; at least one choice must be allowed.</param>
    /// <param name="allowed">Receives true for each choice that there is, [choices].</param>
    void Allow(in TState state, Span<bool> allowed);
}
