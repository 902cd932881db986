using System.Text.Json;
using Json.Schema;

namespace SmartDairy.Api.Tests.Icar;

/// <summary>The published schemas of ICAR ADE that this API's messages must follow.</summary>
internal static class IcarSchemas
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Icar", "Schemas");
    private static readonly Uri Root = new("https://icar.example/");
    private static readonly BuildOptions Options = new() { SchemaRegistry = new(), Dialect = Dialect.Draft202012 };
    private static readonly Dictionary<string, JsonSchema> Known = [];
    private static readonly Lock Gate = new();

    /// <summary>
    /// What is wrong with a message by the schema in that file, e.g. <c>resources/icarDeviceResource.json</c>; empty when nothing is.
    /// </summary>
    public static IReadOnlyList<string> Validate(string file, JsonElement message)
    {
        JsonSchema schema;
        lock (Gate)
        {
            schema = Load(file);
        }

        var results = schema.Evaluate(message, new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Where(each => each.Errors is not null)
            .SelectMany(each => each.Errors!, (each, error) => $"{each.InstanceLocation}: {error.Value}")];
    }

    // What a schema refers to must be known before it is built.
    private static JsonSchema Load(string file)
    {
        if (Known.TryGetValue(file, out var known))
        {
            return known;
        }

        var text = File.ReadAllText(Path.Combine(Folder, file));
        var uri = new Uri(Root, file);
        foreach (var reference in References(JsonDocument.Parse(text).RootElement))
        {
            Load(Root.MakeRelativeUri(new(uri, reference)).ToString());
        }

        return Known[file] = JsonSchema.FromText(text, Options, uri);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String
                ? [member.Value.GetString()!]
                : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
