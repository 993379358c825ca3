using System.Collections.Immutable;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Puts a network together, layer after layer; shapes are found and checked at once.</summary>
public sealed class BlueprintBuilder
{
    private readonly string _name;
    private readonly ImmutableArray<BlueprintNode>.Builder _nodes = ImmutableArray.CreateBuilder<BlueprintNode>();
    private readonly Dictionary<string, string> _descriptions = [];
    private string _scope = "";

    /// <inheritdoc cref="BlueprintBuilder"/>
    /// <param name="name">What the network is called.</param>
    /// <param name="input">The shape of one image.</param>
    /// <exception cref="BadInputException">The shape has nothing in it.</exception>
    public BlueprintBuilder(string name, TensorShape input)
    {
        if (input.Channels < 1 || input.Height < 1 || input.Width < 1)
            throw new BadInputException($"A network needs images of at least 1 × 1 × 1, not {input}.");
        _name = name;
        Input = Add(new InputLayer(input));
    }

    /// <summary>Where images enter.</summary>
    public Wire Input { get; }

    /// <summary>Names what is added until the result is disposed; names within names are joined by a slash.</summary>
    /// <param name="name">The part's name, without a slash.</param>
    /// <param name="description">What it is made of, in a few words; null for nothing.</param>
    public IDisposable Scope(string name, string? description = null)
    {
        var outer = new OuterScope(this, _scope);
        _scope = _scope.Length == 0 ? name : $"{_scope}/{name}";
        if (description is not null) _descriptions[_scope] = description;
        return outer;
    }

    /// <summary>Adds a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it is applied to, all of this builder.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="BadInputException">It cannot be applied to these shapes; the sentence says where.</exception>
    public Wire Add(Layer layer, params ReadOnlySpan<Wire> inputs)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var (indices, shapes) = (new int[inputs.Length], new TensorShape[inputs.Length]);
        for (var i = 0; i < inputs.Length; i++)
            (indices[i], shapes[i]) = (inputs[i].Node, _nodes[inputs[i].Node].Shape);
        try
        {
            var node = new BlueprintNode(_nodes.Count, _scope, layer, [.. indices], layer.ShapeOver(shapes));
            _nodes.Add(node);
            return new(node.Index, node.Shape);
        }
        catch (BadInputException cause)
        {
            throw new BadInputException($"In {_name}, {_scope}: {cause.Message}", cause);
        }
    }

    /// <summary>The finished network; what was added last is its output.</summary>
    public Blueprint Build() => new(_name, _nodes.ToImmutable(), _descriptions.ToImmutableDictionary());

    private sealed class OuterScope(BlueprintBuilder builder, string scope) : IDisposable
    {
        public void Dispose() => builder._scope = scope;
    }
}
