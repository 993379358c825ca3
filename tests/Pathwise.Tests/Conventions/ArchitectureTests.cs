using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pathwise.Tests.Conventions;

public sealed class ArchitectureTests
{
    [Fact]
    public void Each_floor_uses_only_what_is_below_it()
    {
        using var module = ModuleDefinition.ReadModule(typeof(BadInputException).Assembly.Location);
        var uses = TypeUse.In(module);
        Assert.All(uses, use => Assert.True(Floors.Know(use.From), $"{use.FromType} is on no floor that Floors knows: {use.From}"));
        Violations.AssertNone(uses.Where(use => !Floors.Allow(use)).Select(use => $"{use.From}.{use.FromType} → {use.To}.{use.ToType}"));
        Assert.True(uses.Count > 100, "The library's uses are read from its metadata; there are hundreds.");
    }

    [Fact]
    public void A_use_of_a_higher_floor_is_found_in_a_field_a_call_and_a_type_argument()
    {
        using var assembly = AssemblyDefinition.CreateAssembly(new("Example", new(1, 0)), "Example", ModuleKind.Dll);
        var module = assembly.MainModule;
        var high = Type("Environments", "Track");
        var drive = Method(high, "Drive");
        drive.Body.GetILProcessor().Emit(OpCodes.Ret);

        var byField = Type("Numerics", "HasField");
        byField.Fields.Add(new("_track", FieldAttributes.Private, high));
        var byCall = Type("Networks", "Calls");
        var il = Method(byCall, "Call").Body.GetILProcessor();
        il.Emit(OpCodes.Call, drive);
        il.Emit(OpCodes.Ret);
        var byArgument = Type("Distributions", "HasList");
        var list = new GenericInstanceType(module.ImportReference(typeof(List<>)));
        list.GenericArguments.Add(high);
        byArgument.Fields.Add(new("_tracks", FieldAttributes.Private, list));

        Assert.Equal(["Calls", "HasField", "HasList"],
            TypeUse.In(module).Where(use => !Floors.Allow(use)).Select(use => use.FromType).Order());

        TypeDefinition Type(string family, string name)
        {
            var type = new TypeDefinition("Pathwise." + family, name, TypeAttributes.Public | TypeAttributes.Class, module.TypeSystem.Object);
            module.Types.Add(type);
            return type;
        }

        MethodDefinition Method(TypeDefinition type, string name)
        {
            var method = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
            type.Methods.Add(method);
            return method;
        }
    }

    [Theory]
    [InlineData("PolicyGradients", "Environments", "Space", false, true)]
    [InlineData("ArchitectureSearch", "PolicyGradients", "Reinforce", false, true)]
    [InlineData("PolicyGradients", "Experiments", "ISaved", true, true)]
    [InlineData("PolicyGradients", "Experiments", "Training", false, false)]
    [InlineData("PolicyGradients", "Experiments.Runs", "Run", false, false)]
    [InlineData("PolicyGradients", "Experiments.Runs", "IAnything", true, false)]
    [InlineData("PolicyGradients", "Options", "SettingAttribute", false, true)]
    [InlineData("Experiments", "Experiments.Runs", "Run", false, true)]
    [InlineData("Options", "Networks", "Mlp", false, false)]
    [InlineData("PolicyGradients", "ValueLearning", "Dqn", false, false)]
    [InlineData("Environments", "PolicyGradients", "Reinforce", false, false)]
    [InlineData("Environments", "DecisionProcesses", "FiniteMdp", false, true)]
    [InlineData("DecisionProcesses", "Environments", "FrozenLake", false, false)]
    [InlineData("ValueLearning", "DecisionProcesses", "FiniteMdp", false, true)]
    [InlineData("Bandits", "Environments", "Space", false, false)]
    [InlineData("Randomness", "Distributions", "Categorical", false, false)]
    [InlineData("Experiments", "PolicyGradients", "Reinforce", false, true)]
    public void The_floors_are_these(string from, string to, string type, bool isInterface, bool allowed) =>
        Assert.Equal(allowed, Floors.Allow(new(from, "Any", to, type, isInterface)));
}
