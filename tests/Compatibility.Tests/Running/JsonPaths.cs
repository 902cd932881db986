using System.Text.Json.Nodes;

namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>Reads answers; what is not there is an error.</summary>
internal static class JsonPaths
{
    public static JsonNode At(this JsonNode node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node[name] ?? throw new InvalidOperationException($"There is no {name} in {node.ToJsonString()}.");
        }

        return node;
    }

    public static string Text(this JsonNode node, params ReadOnlySpan<string> path) => node.At(path).GetValue<string>();

    public static long Number(this JsonNode node, params ReadOnlySpan<string> path) => node.At(path).GetValue<long>();

    public static IReadOnlyList<JsonNode> List(this JsonNode node, params ReadOnlySpan<string> path)
        => [.. node.At(path).AsArray().Select(item => item!)];
}
