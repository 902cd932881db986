using System.Reflection;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>What crosses the wire between silos: records with the numbers of their members, grain interfaces with their methods.</summary>
internal static class WireTypes
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The interfaces that are called over the wire.</summary>
    public static IEnumerable<Type> Interfaces
        => ProductionAssemblies.Types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    private static IEnumerable<Type> Records => ProductionAssemblies.Types.Where(type => !Interfaces.Contains(type)
        && (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) || TypeForms.Alias(type) is not null));

    public static IEnumerable<string> Lines()
    {
        foreach (var type in Records.OrderBy(Alias, StringComparer.Ordinal))
        {
            yield return $"type {Alias(type)}{Base(type)}";
            foreach (var (id, member) in Members(type).OrderBy(member => member.Id))
            {
                yield return $"  {id}: {TypeForms.Of(member)}{NamesOnTheWire([member])}";
            }
        }

        foreach (var type in Interfaces.OrderBy(Alias, StringComparer.Ordinal))
        {
            yield return $"interface {Alias(type)}{Key(type)}";
            foreach (var method in type.GetMethods().OrderBy(Alias, StringComparer.Ordinal))
            {
                var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
                yield return $"  {Alias(method)}({string.Join(", ", parameters.Select(TypeForms.Of))}) -> {TypeForms.Of(method.ReturnType)}"
                    + NamesOnTheWire([.. parameters, method.ReturnType]);
            }
        }
    }

    private static string Alias(MemberInfo member) => TypeForms.Alias(member)
        ?? throw new InvalidOperationException($"{member.DeclaringType} {member.Name} crosses the wire without an [Alias].");

    private static string Base(Type type)
        => type.BaseType is { } parent && parent.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
            ? $" : {TypeForms.Of(parent)}"
            : "";

    private static string Key(Type type)
    {
        Type[] keys =
        [
            typeof(IGrainWithStringKey), typeof(IGrainWithIntegerKey), typeof(IGrainWithGuidKey), typeof(IGrainWithIntegerCompoundKey),
            typeof(IGrainWithGuidCompoundKey),
        ];
        return keys.FirstOrDefault(key => key.IsAssignableFrom(type)) is { } found ? $" : {found.Name}" : "";
    }

    private static IEnumerable<(uint Id, Type Type)> Members(Type type)
        => from member in type.GetMembers(Own)
           let id = member.GetCustomAttribute<IdAttribute>()
           where id is not null
           select (id.Id, member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType);

    private static string NamesOnTheWire(Type[] types)
    {
        var names = types.SelectMany(type => TypeForms.NamedOnTheWire(type)).Distinct()
            .Select(type => $"{type.FullName},{type.Assembly.GetName().Name}").ToArray();
        return names.Length == 0 ? "" : $" by name {string.Join(" ", names)}";
    }
}
