using System.Text.Json.Nodes;

namespace SmartDairy.Compatibility.Tests;

/// <summary>Where two answers differ, each as a path with both values.</summary>
internal static class Differences
{
    public static IEnumerable<string> Between(JsonNode? recorded, JsonNode? found, string path = "") => (recorded, found) switch
    {
        (JsonObject left, JsonObject right) => left.Select(member => member.Key).Union(right.Select(member => member.Key))
            .SelectMany(key => Between(left[key], right[key], $"{path}/{key}")),
        (JsonArray left, JsonArray right) when left.Count == right.Count => left.Zip(right)
            .SelectMany((pair, i) => Between(pair.First, pair.Second, $"{path}/{i}")),
        _ when JsonNode.DeepEquals(recorded, found) => [],
        _ => [$"{path}: recorded {Text(recorded)}, found {Text(found)}"],
    };

    private static string Text(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 400)] : "nothing";
}
