using Pathwise.DecisionProcesses;

namespace Pathwise.Environments;

/// <summary>A task that is told as a finite decision process; <see cref="FiniteDynamics"/> makes an environment of
/// it.</summary>
/// <remarks>An implementation is immutable.</remarks>
public interface IFiniteProblem
{
    /// <summary>How many states there are: an observation is the number of one.</summary>
    int States { get; }

    /// <summary>How many actions there are: one more than the greatest label.</summary>
    int Actions { get; }

    /// <summary>How the states lie in the plane, or null if they do not.</summary>
    GridLayout? Grid { get; }

    /// <summary>Tells the process, with its start.</summary>
    FiniteMdp ToProcess();

    /// <summary>Draws a state, for pictures and animations.</summary>
    void Draw(int state, ICanvas canvas);
}
