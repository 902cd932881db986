using System.Text.Json;

namespace SmartDairy.GraphQL.Scalars;

/// <summary>JSON that the layers below keep as text.</summary>
public static class JsonText
{
    /// <summary>Null for null.</summary>
    public static JsonElement? ToElement(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
