using System.Text.Json;
using System.Xml;

namespace SmartDairy.Grains.Alerts;

/// <summary>The actions of a rule, parsed once from their JSON.</summary>
/// <param name="OnOpened">The actions when an alert opens.</param>
/// <param name="EscalationLevels">The notifications while nobody acknowledges, by the time since the alert was raised.</param>
public sealed record RuleActions(IReadOnlyList<RuleAction> OnOpened, IReadOnlyList<EscalationLevel> EscalationLevels)
{
    /// <summary>No actions.</summary>
    public static RuleActions None { get; } = new([], []);

    /// <summary>
    /// Parses actions. Unknown ones are skipped: they were validated when the rule was saved, so they come from another build.
    /// </summary>
    public static RuleActions Parse(IReadOnlyList<string> actions)
    {
        var onOpened = new List<RuleAction>();
        var levels = new List<EscalationLevel>();
        foreach (var json in actions)
        {
            using var document = JsonDocument.Parse(json);
            var action = document.RootElement;
            switch (GetString(action, "type"))
            {
                case "notification":
                    onOpened.Add(new(RuleActionKind.Notification, json, Channels(action), GetStrings(action, "to"), null, null, null));
                    break;
                case "webhook" when GetString(action, "url") is { } url:
                    onOpened.Add(new(RuleActionKind.Webhook, json, [], null, url, null, null));
                    break;
                case "command" when GetString(action, "name") is { } name:
                    var arguments = action.TryGetProperty("arguments", out var given) && given.ValueKind == JsonValueKind.Object
                        ? given.GetRawText()
                        : null;
                    onOpened.Add(new(RuleActionKind.Command, json, [], null, GetString(action, "deviceId"), name, arguments));
                    break;
                case "escalate" when action.TryGetProperty("levels", out var steps) && steps.ValueKind == JsonValueKind.Array:
                    foreach (var step in steps.EnumerateArray())
                    {
                        if (GetString(step, "after") is { } after)
                        {
                            levels.Add(new(XmlConvert.ToTimeSpan(after), new(
                                RuleActionKind.Notification, json, Channels(step), GetStrings(step, "to"), null, null, null)));
                        }
                    }

                    break;
            }
        }

        return onOpened.Count + levels.Count == 0 ? None : new(onOpened, [.. levels.OrderBy(level => level.After)]);
    }

    private static IReadOnlyList<string> Channels(JsonElement action) => GetStrings(action, "channels") ?? ["email", "push"];

    private static string? GetString(JsonElement action, string name)
        => action.ValueKind == JsonValueKind.Object && action.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IReadOnlyList<string>? GetStrings(JsonElement action, string name)
        => action.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : null;
}
