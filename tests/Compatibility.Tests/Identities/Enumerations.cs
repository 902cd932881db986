using System.Globalization;
using SmartDairy.Analytics.Cows;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>Enumerations that are stored or cross the wire, each as its members and their numbers.</summary>
internal static class Enumerations
{
    public static IEnumerable<string> Lines() => Types().Select(Line).Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Types() => typeof(Contracts.Identifier).Assembly.GetTypes()
        .Concat(typeof(Protocol.Topics.TopicParser).Assembly.GetTypes())
        .Concat(typeof(Rules.Validation.RuleValidator).Assembly.GetTypes())
        .Concat(typeof(CowModel).Assembly.GetTypes())
        .Where(type => type.IsEnum && !type.IsNestedPrivate);

    private static string Line(Type type)
    {
        var members = Enum.GetNames(type).Zip(Enum.GetValuesAsUnderlyingType(type).Cast<object>())
            .Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.First}={member.Second}"));
        return $"enum {TypeForms.Of(Enum.GetUnderlyingType(type))}: {string.Join(" ", members)}";
    }
}
