using System.Text.Json;

namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>A message from the client.</summary>
internal readonly record struct SocketMessage(string Type, string? Id, JsonElement Payload)
{
    /// <exception cref="SocketProtocolException">It is not a message of the protocol.</exception>
    public static SocketMessage Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Invalid("A message must be a JSON object");
            }

            var type = Text(root, "type") ?? throw Invalid("Message is missing the 'type' property");
            var payload = root.TryGetProperty("payload", out var value) ? value.Clone() : default;
            return new(type, Text(root, "id"), payload);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Invalid("Message is not valid JSON");
        }
    }

    /// <summary>The id, which this type of message must have.</summary>
    public string RequireId() => string.IsNullOrEmpty(Id) ? throw Invalid($"'{Type}' message needs a non-empty 'id'") : Id;

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Invalid($"'{name}' must be a string");
    }

    private static SocketProtocolException Invalid(string why) => new(SocketClose.Invalid(why));
}
