using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.Hosting.Storage;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>What is stored as JSON: the name of every property, down to the leaves, as the options of its writer have it.</summary>
internal static class StoredJsonForms
{
    public static IEnumerable<string> Lines()
    {
        var lines = new List<string>();
        foreach (var (state, _, type) in GrainIdentities.States)
        {
            Add($"state {state}", type, typeof(JsonGrainSerializer));
        }

        Add("alert_rule.definition", typeof(RuleDefinition), typeof(StoredJson));
        Add("alert_contact.contact", typeof(Contact), typeof(StoredJson));
        Add("alert_delivery.address of a push", typeof(PushTarget), typeof(PushTargetAddress));
        foreach (var kind in Kinds())
        {
            Add($"herd {kind.Name}", kind.Type.GetGenericArguments()[0], kind.Type);
        }

        return lines;

        void Add(string name, Type root, Type writer)
        {
            lines.Add($"json {name}");
            var options = Options(writer);
            Walk(lines, "", root, options, []);
        }
    }

    private static IEnumerable<(string Name, Type Type)> Kinds()
        => typeof(HerdRecordKinds).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => field.GetValue(null)!)
            .Select(kind => ((string)kind.GetType().GetProperty(nameof(HerdRecordKind<object>.Name))!.GetValue(kind)!, kind.GetType()))
            .OrderBy(kind => kind.Item1, StringComparer.Ordinal);

    /// <summary>The writer's only options.</summary>
    private static JsonSerializerOptions Options(Type writer)
    {
        var field = writer.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Single(field => field.FieldType == typeof(JsonSerializerOptions));
        var options = (JsonSerializerOptions)field.GetValue(null)!;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static void Walk(List<string> lines, string path, Type type, JsonSerializerOptions options, Type[] above)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        var info = options.GetTypeInfo(inner);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when !above.Contains(inner):
                foreach (var property in info.Properties.OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    Walk(lines, $"{path}.{property.Name}", property.PropertyType, options, [.. above, inner]);
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                Walk(lines, $"{path}[]", info.ElementType!, options, above);
                break;
            case JsonTypeInfoKind.Dictionary:
                Walk(lines, $"{path}{{{TypeForms.Of(info.KeyType!)}}}", info.ElementType!, options, above);
                break;
            default:
                var leaf = inner.IsEnum ? Words(inner, options) : TypeForms.Of(inner);
                lines.Add($"  {path.TrimStart('.')}: {leaf}{(inner == type ? "" : "?")}");
                break;
        }
    }

    private static string Words(Type type, JsonSerializerOptions options)
        => string.Join(" ", Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, type, options)));
}
