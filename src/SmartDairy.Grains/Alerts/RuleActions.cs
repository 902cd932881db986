using System.Text.Json;
using System.Xml;

namespace SmartDairy.Grains.Alerts;

/// <summary>What a rule wants done, read once from its JSON.</summary>
/// <param name="Now">What is done when an alert opens.</param>
/// <param name="Levels">Whom to tell while nobody acknowledges, by how long after it was raised.</param>
public sealed record RuleActions(IReadOnlyList<RuleAction> Now, IReadOnlyList<EscalationLevel> Levels)
{
    public static RuleActions None { get; } = new([], []);

    /// <summary>What is not understood was refused when the rule was saved; saved by another version of the program it is passed over.</summary>
    public static RuleActions Parse(IReadOnlyList<string> actions)
    {
        var now = new List<RuleAction>();
        var levels = new List<EscalationLevel>();
        foreach (var json in actions)
        {
            using var document = JsonDocument.Parse(json);
            var action = document.RootElement;
            switch (Text(action, "type"))
            {
                case "notification":
                    now.Add(new(RuleActionKind.Notification, json, Channels(action), Texts(action, "to"), null, null, null));
                    break;
                case "webhook" when Text(action, "url") is { } url:
                    now.Add(new(RuleActionKind.Webhook, json, [], null, url, null, null));
                    break;
                case "command" when Text(action, "name") is { } name:
                    var arguments = action.TryGetProperty("arguments", out var given) && given.ValueKind == JsonValueKind.Object ? given.GetRawText() : null;
                    now.Add(new(RuleActionKind.Command, json, [], null, Text(action, "deviceId"), name, arguments));
                    break;
                case "escalate" when action.TryGetProperty("levels", out var steps) && steps.ValueKind == JsonValueKind.Array:
                    foreach (var step in steps.EnumerateArray())
                    {
                        if (Text(step, "after") is { } after)
                        {
                            levels.Add(new(XmlConvert.ToTimeSpan(after), new(RuleActionKind.Notification, json, Channels(step), Texts(step, "to"), null, null, null)));
                        }
                    }

                    break;
            }
        }

        return now.Count + levels.Count == 0 ? None : new(now, [.. levels.OrderBy(level => level.After)]);
    }

    private static IReadOnlyList<string> Channels(JsonElement action) => Texts(action, "channels") ?? ["email", "push"];

    private static string? Text(JsonElement action, string name)
        => action.ValueKind == JsonValueKind.Object && action.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IReadOnlyList<string>? Texts(JsonElement action, string name)
        => action.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
            : null;
}
