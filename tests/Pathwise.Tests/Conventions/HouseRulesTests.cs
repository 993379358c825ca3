using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pathwise.Figures;
using Pathwise.Onnx;
using Pathwise.Options;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Conventions;

/// <summary>The house rules that can be read from the compiled library, but that the compiler does not know.</summary>
public sealed class HouseRulesTests
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Type[] Types =
    [
        .. new[] { typeof(BadInputException), typeof(Sample), typeof(Picture), typeof(OnnxGraph) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null),
    ];

    private static readonly PropertyInfo[] Settings =
        [.. Types.Where(IsOptions).SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))];

    [Fact]
    public void Classes_are_abstract_static_or_sealed() =>
        Assert.DoesNotContain(Types, type => type is { IsClass: true, IsAbstract: false, IsSealed: false });

    [Fact]
    public void Options_are_told_only_while_they_are_made() => AssertNone(property => property.SetMethod is { } set
        && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));

    [Fact]
    public void Numeric_options_state_their_range() => AssertNone(property => IsNumber(property.PropertyType)
        && property.GetCustomAttribute<RangeAttribute>() is null);

    [Fact]
    public void Options_say_what_they_mean() => AssertNone(property => property.GetCustomAttribute<SettingAttribute>() is null);

    [Fact]
    public void Random_streams_are_passed_by_reference() =>     // a copy would repeat its numbers
        Violations.AssertNone(Types.Where(type => type != typeof(Rng))
            .SelectMany(type => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
            .Where(TakesStreamByValue).Select(method => $"{method.DeclaringType}.{method.Name}"));

    [Fact]
    public void A_stream_by_value_and_a_stream_by_reference_are_told_apart()
    {
        Assert.True(TakesStreamByValue(((Action<Rng>)ByValue).Method));
        Assert.False(TakesStreamByValue(((ByReferenceCall)ByReference).Method));

        static void ByValue(Rng rng) => rng.NextUInt64();
        static void ByReference(ref Rng rng) => rng.NextUInt64();
    }

    private delegate void ByReferenceCall(ref Rng rng);

    private static void AssertNone(Predicate<PropertyInfo> isWrong) =>
        Violations.AssertNone(Settings.Where(property => isWrong(property)).Select(property => $"{property.DeclaringType!.Name}.{property.Name}"));

    private static bool IsOptions(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } number && number != typeof(bool);

    private static bool TakesStreamByValue(MethodBase method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Rng));
}
