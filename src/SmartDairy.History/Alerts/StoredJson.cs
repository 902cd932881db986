using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.History.Alerts;

/// <summary>
/// What users wrote, as JSON text: spans, times and choices as words, what is null left out. What a newer version wrote beside it is passed
/// over.
/// </summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Serialize(RuleDefinition definition) => JsonSerializer.Serialize(definition, Options);

    public static string Serialize(Contact contact) => JsonSerializer.Serialize(contact, Options);

    public static RuleDefinition DeserializeDefinition(string json) => Deserialize<RuleDefinition>(json);

    public static Contact DeserializeContact(string json) => Deserialize<Contact>(json);

    private static T Deserialize<T>(string json)
        => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
