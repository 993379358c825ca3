using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Pathwise.Tests.Conventions;

/// <summary>One type of the library uses another: in a base, an attribute, a member's signature, or a method's code.</summary>
/// <param name="From">The using type's namespace, what follows <c>Pathwise.</c>; empty for the root.</param>
/// <param name="FromType">The using type.</param>
/// <param name="To">The used type's namespace, told in the same way.</param>
/// <param name="ToType">The used type.</param>
/// <param name="IsInterface">Whether the used type is an interface.</param>
internal sealed record TypeUse(string From, string FromType, string To, string ToType, bool IsInterface)
{
    private const string Root = "Pathwise";

    public static IReadOnlyList<TypeUse> In(ModuleDefinition module) =>
    [
        .. module.GetAllTypes()
            .Where(type => Outermost(type).Namespace.StartsWith(Root, StringComparison.Ordinal))
            .SelectMany(type => Used(type).SelectMany(Parts)
                .Where(used => used.Scope == module || used is TypeDefinition)
                .Select(used => Between(type, used)))
            .Distinct(),
    ];

    private static TypeUse Between(TypeReference from, TypeReference to)
    {
        var (user, used) = (Outermost(from), Outermost(to));
        return new(Space(user), user.Name, Space(used), Plain(used.Name), used.Resolve()?.IsInterface ?? false);
    }

    private static IEnumerable<TypeReference?> Used(TypeDefinition type)
    {
        IEnumerable<TypeReference?> signature =
        [
            type.BaseType,
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. Attributes(type),
            .. type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
            .. type.Fields.SelectMany(f => Attributes(f).Prepend(f.FieldType)),
            .. type.Properties.SelectMany(p => Attributes(p).Prepend(p.PropertyType)),
        ];
        return signature.Concat(type.Methods.SelectMany(Used));
    }

    private static IEnumerable<TypeReference?> Used(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. method.Parameters.Select(p => p.ParameterType),
        .. method.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(i => Operand(i.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod call => [call.DeclaringType, call.ReturnType, .. call.GenericArguments],
        MethodReference call => [call.DeclaringType, call.ReturnType, .. call.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(a => a.AttributeType);

    /// <summary>A type and what it is made of: the element of an array or reference, the arguments of a generic type.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string Space(TypeReference type) =>
        type.Namespace.Length > Root.Length ? type.Namespace[(Root.Length + 1)..] : "";

    private static string Plain(string name) => name.Split('`')[0];
}
