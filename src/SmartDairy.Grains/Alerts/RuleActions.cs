using System.Text.Json;
using System.Xml;

namespace SmartDairy.Grains.Alerts;

/// <summary>What a rule wants done, read once from its JSON.</summary>
/// <param name="OnOpened">What is done when an alert opens.</param>
/// <param name="EscalationLevels">Whom to tell while nobody acknowledges, by how long after it was raised.</param>
public sealed record RuleActions(IReadOnlyList<RuleAction> OnOpened, IReadOnlyList<EscalationLevel> EscalationLevels)
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
            switch (GetString(action, "type"))
            {
                case "notification":
                    now.Add(new(RuleActionKind.Notification, json, Channels(action), GetStrings(action, "to"), null, null, null));
                    break;
                case "webhook" when GetString(action, "url") is { } url:
                    now.Add(new(RuleActionKind.Webhook, json, [], null, url, null, null));
                    break;
                case "command" when GetString(action, "name") is { } name:
                    var arguments = action.TryGetProperty("arguments", out var given) && given.ValueKind == JsonValueKind.Object ? given.GetRawText() : null;
                    now.Add(new(RuleActionKind.Command, json, [], null, GetString(action, "deviceId"), name, arguments));
                    break;
                case "escalate" when action.TryGetProperty("levels", out var steps) && steps.ValueKind == JsonValueKind.Array:
                    foreach (var step in steps.EnumerateArray())
                    {
                        if (GetString(step, "after") is { } after)
                        {
                            levels.Add(new(XmlConvert.ToTimeSpan(after), new(RuleActionKind.Notification, json, Channels(step), GetStrings(step, "to"), null, null, null)));
                        }
                    }

                    break;
            }
        }

        return now.Count + levels.Count == 0 ? None : new(now, [.. levels.OrderBy(level => level.After)]);
    }

    private static IReadOnlyList<string> Channels(JsonElement action) => GetStrings(action, "channels") ?? ["email", "push"];

    private static string? GetString(JsonElement action, string name)
        => action.ValueKind == JsonValueKind.Object && action.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IReadOnlyList<string>? GetStrings(JsonElement action, string name)
        => action.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
            : null;
}
