using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.History.Alerts;

/// <summary>What users wrote, as JSON text: spans, times and choices as words, what is null left out. What a newer version wrote beside it is passed over.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of(RuleDefinition definition) => JsonSerializer.Serialize(definition, Options);

    public static string Of(Contact contact) => JsonSerializer.Serialize(contact, Options);

    public static RuleDefinition Definition(string json) => Read<RuleDefinition>(json);

    public static Contact Contact(string json) => Read<Contact>(json);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
