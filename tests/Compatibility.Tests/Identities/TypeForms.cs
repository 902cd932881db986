using System.Reflection;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>Writes a type without its C# name: by its alias, an enumeration by its members, a type of .NET by its name.</summary>
internal static class TypeForms
{
    private static readonly Dictionary<Type, string> Primitives = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (Primitives.TryGetValue(type, out var primitive))
        {
            return primitive;
        }

        if (type.IsGenericParameter)
        {
            return $"#{type.GenericParameterPosition}";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return $"{Of(inner)}?";
        }

        var arguments = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : "";
        return Name(type) + arguments;
    }

    public static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>The first and the last member; all of them are in the section of enumerations.</summary>
    public static string Enumeration(Type type)
    {
        var names = Enum.GetNames(type);
        return $"enum {names[0]}..{names[^1]}";
    }

    /// <summary>
    /// The enumerations that travel by their .NET name. An enumeration travels as a number, but Orleans writes its type beside it where it
    /// is an argument of a generic type or the element of an array.
    /// </summary>
    public static IEnumerable<Type> NamedOnTheWire(Type type, bool asArgument = false)
    {
        if (type.IsEnum && asArgument && Alias(type) is null && ProductionAssemblies.All.Contains(type.Assembly))
        {
            return [type];
        }

        if (type.IsArray)
        {
            return NamedOnTheWire(type.GetElementType()!, asArgument: true);
        }

        return type.IsGenericType
            ? type.GetGenericArguments()
                .SelectMany(argument => NamedOnTheWire(argument, asArgument || Nullable.GetUnderlyingType(type) is null))
            : [];
    }

    private static string Name(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (Alias(definition) is { } alias)
        {
            return alias;
        }

        if (type.IsEnum)
        {
            return Enumeration(type);
        }

        var ours = type.Assembly.GetName().Name is { } assembly && !assembly.StartsWith("System", StringComparison.Ordinal)
            && !assembly.StartsWith("Orleans", StringComparison.Ordinal) && !assembly.StartsWith("Microsoft", StringComparison.Ordinal);
        return ours
            ? throw new InvalidOperationException($"{type} crosses the wire or is stored without an [Alias]: give it one.")
            : definition.Name.Split('`')[0];
    }
}
