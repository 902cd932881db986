using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SmartDairy.Contracts.Tests.Serialization;

/// <summary>
/// Creates an instance of any contract with no member at its default, so that a member lost in serialization is detected.
/// </summary>
internal static class ContractSample
{
    public static object Create(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Create(inner);
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(values.Length - 1)!;
        }

        if (type.IsArray)
        {
            return Filled(type.GetElementType()!);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return Filled(type.GetGenericArguments()[0]);
        }

        return Simple(type) ?? Record(type);
    }

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span),
        (string a, string b) => a == b,
        (IEnumerable a, IEnumerable b) => a.Cast<object>().Count() == b.Cast<object>().Count()
            && a.Cast<object>().Zip(b.Cast<object>()).All(pair => AreEqual(pair.First, pair.Second)),
        _ when left.GetType() != right.GetType() => false,
        _ when left.GetType().IsDefined(typeof(GenerateSerializerAttribute), inherit: false) => left.GetType().GetProperties()
            .Where(property => property.IsDefined(typeof(IdAttribute)))
            .All(property => AreEqual(property.GetValue(left), property.GetValue(right))),
        _ => left.Equals(right),
    };

    private static object? Simple(Type type) => type switch
    {
        _ when type == typeof(string) => "text-ü",
        _ when type == typeof(int) => 7,
        _ when type == typeof(uint) => 7U,
        _ when type == typeof(long) => 1L << 40,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(bool) => true,
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(3),
        _ when type == typeof(TimeOnly) => new TimeOnly(4, 30),
        _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>([1, 2, 3]),
        _ => null,
    };

    private static Array Filled(Type element)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Create(element), 0);
        array.SetValue(Create(element), 1);
        return array;
    }

    private static object Record(Type type)
    {
        if (type.IsAbstract)
        {
            type = type.Assembly.GetTypes().First(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract);
        }

        var record = type.IsSubclassOf(typeof(Exception))
            ? Activator.CreateInstance(
                type, type.GetConstructors()[0].GetParameters().Select(parameter => Create(parameter.ParameterType)).ToArray())!
            : RuntimeHelpers.GetUninitializedObject(type);
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var property in level.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                if (property.IsDefined(typeof(IdAttribute)))
                {
                    level.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance)!
                        .SetValue(record, Create(property.PropertyType));
                }
            }
        }

        return record;
    }
}
