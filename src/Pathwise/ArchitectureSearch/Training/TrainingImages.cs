using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>What the images of a training are.</summary>
/// <param name="Shape">The shape of an image, shrunk.</param>
/// <param name="Classes">What is told apart.</param>
/// <param name="Training">Images to learn from.</param>
/// <param name="Validation">Images held out.</param>
public sealed record TrainingImages(TensorShape Shape, int Classes, int Training, int Validation)
{
    /// <summary>As JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["channels"] = Shape.Channels, ["height"] = Shape.Height, ["width"] = Shape.Width,
        ["classes"] = Classes, ["training"] = Training, ["validation"] = Validation,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static TrainingImages FromJson(JsonElement json)
    {
        return new(new(Number("channels"), Number("height"), Number("width")),
            Number("classes"), Number("training"), Number("validation"));

        int Number(string name) => json.GetProperty(name).GetInt32();
    }
}
