using System.Text.Json;
using SmartDairy.Contracts;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Validation;

/// <summary>Validates the JSON of a rule's actions.</summary>
internal static class ActionValidator
{
    private static readonly string[] Channels = ["email", "sms", "push"];

    public static void Validate(IReadOnlyList<string> actions, List<RuleProblem> problems)
    {
        RuleValidator.Require(actions.Count <= 20, "actions", "At most 20 actions are allowed.", problems);
        for (var i = 0; i < actions.Count; i++)
        {
            ValidateAction(actions[i], $"actions[{i}]", problems);
        }
    }

    private static void ValidateAction(string text, string path, List<RuleProblem> problems)
    {
        JsonElement action = default;
        try
        {
            if (text is { Length: <= 20_000 })
            {
                using var document = JsonDocument.Parse(text);
                action = document.RootElement.Clone();
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // The problem is added below.
        }

        if (action.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new(path, null, "An action must be a JSON object with a type: notification, webhook, command or escalate."));
            return;
        }

        switch (GetText(action, "type"))
        {
            case "notification":
                ValidateRecipients(action, path, problems);
                Require(IsAbsentOrOfKind(action, "subject", JsonValueKind.String), $"{path}.subject", "Must be text.");
                Require(IsAbsentOrOfKind(action, "body", JsonValueKind.String), $"{path}.body", "Must be text.");
                break;
            case "webhook":
                var isUrl = Uri.TryCreate(GetText(action, "url"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                    && url.Host.Length > 0;
                Require(isUrl, $"{path}.url", "Must be an absolute https or http URL.");
                break;
            case "command":
                Require(GetText(action, "name") is { Length: >= 1 and <= 100 }, $"{path}.name",
                    "Must be the name of the command, 1 to 100 characters.");
                Require(!action.TryGetProperty("deviceId", out _)
                    || Identifier.IsValid(GetText(action, "deviceId")), $"{path}.deviceId",
                    "Must be a device id; leave it out to address the source.");
                Require(IsAbsentOrOfKind(action, "arguments", JsonValueKind.Object), $"{path}.arguments", "Must be a JSON object.");
                break;
            case "escalate":
                ValidateLevels(action, path, problems);
                break;
            default:
                problems.Add(new($"{path}.type", null, "Must be notification, webhook, command or escalate."));
                break;
        }

        void Require(bool holds, string at, string message) => RuleValidator.Require(holds, at, message, problems);
    }

    private static void ValidateLevels(JsonElement action, string path, List<RuleProblem> problems)
    {
        if (!action.TryGetProperty("levels", out var levels) || levels.ValueKind != JsonValueKind.Array || levels.GetArrayLength() is 0
            or > 10)
        {
            problems.Add(new($"{path}.levels", null, "Must be a list of 1 to 10 levels."));
            return;
        }

        var last = TimeSpan.Zero;
        var i = 0;
        foreach (var level in levels.EnumerateArray())
        {
            var at = $"{path}.levels[{i++}]";
            if (level.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new(at, null, "A level must be a JSON object with a member after."));
                continue;
            }

            if (!Iso8601Duration.TryParse(GetText(level, "after") ?? "", out var after) || after <= last || after > TimeSpan.FromDays(7))
            {
                problems.Add(
                    new($"{at}.after", null, "Must be a duration such as PT15M, at most P7D and longer than that of the previous level."));
            }

            last = after > last ? after : last;
            ValidateRecipients(level, at, problems);
        }
    }

    // Channels and recipients have the same form in notifications and in levels of an escalation.
    private static void ValidateRecipients(JsonElement action, string path, List<RuleProblem> problems)
    {
        if (action.TryGetProperty("channels", out var channels))
        {
            var known = channels.ValueKind == JsonValueKind.Array && channels.GetArrayLength() > 0
                && channels.EnumerateArray()
                .All(channel => channel.ValueKind == JsonValueKind.String && Channels.Contains(ReadText(channel), StringComparer.Ordinal));
            RuleValidator.Require(
                known, $"{path}.channels", "Must be a list of email, sms and push; leave it out to use email and push.", problems);
        }

        if (action.TryGetProperty("to", out var to))
        {
            var isList = to.ValueKind == JsonValueKind.Array && to.GetArrayLength() is >= 1 and <= 100
                && to.EnumerateArray()
                .All(recipient => recipient.ValueKind == JsonValueKind.String && IsRecipient(ReadText(recipient) ?? ""));
            RuleValidator.Require(isList, $"{path}.to",
                "Must be a list of 1 to 100 contact ids, e-mail addresses or international phone numbers; leave it out to notify all contacts.", problems);
        }
    }

    private static bool IsRecipient(string text) => Identifier.IsValid(text)
        || (text.Length is >= 8 and <= 16 && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        || (text.Length <= 254 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1
        && text.LastIndexOf('@') == at
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)));

    private static bool IsAbsentOrOfKind(JsonElement action, string name, JsonValueKind kind)
        => !action.TryGetProperty(name, out var value) || value.ValueKind == kind;

    private static string? GetText(JsonElement action, string name)
        => action.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? ReadText(value) : null;

    // An unpaired surrogate makes GetString throw.
    private static string? ReadText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
