namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>What decides.</summary>
public enum ControllerKind
{
    /// <summary>An LSTM that reads its own choices: <see cref="RecurrentController"/>.</summary>
    Recurrent,

    /// <summary>Softmaxes that do not know of each other: <see cref="SoftmaxController"/>.</summary>
    Softmax,
}
