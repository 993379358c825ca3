namespace Pathwise.Environments;

/// <summary>Where an environment draws one frame; y grows upwards, units are the environment's own.</summary>
public interface ICanvas
{
    /// <summary>Says what part of the plane is shown; called first.</summary>
    void View(double left, double bottom, double right, double top);
}
