using System.Reflection;
using Orleans.Serialization.Configuration;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>The assemblies of this repository that hold wire types or grains, found by what Orleans generated into them.</summary>
internal static class ProductionAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Order(StringComparer.Ordinal).Where(IsOurs)
            .Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file))).Where(HoldsGeneratedCode),
    ];

    /// <summary>The types written by hand: what the generator adds is left out.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. All.SelectMany(assembly => assembly.GetTypes()).Where(type => !IsGenerated(type))];

    private static bool IsOurs(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return !name.StartsWith("Orleans.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.", StringComparison.Ordinal)
            && File.Exists(Path.ChangeExtension(file, ".pdb"));
    }

    private static bool IsGenerated(Type type) => type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) == true;

    private static bool HoldsGeneratedCode(Assembly assembly) => assembly.IsDefined(typeof(TypeManifestProviderAttribute))
        && !assembly.GetReferencedAssemblies().Any(reference => reference.Name!.StartsWith("xunit", StringComparison.Ordinal));
}
