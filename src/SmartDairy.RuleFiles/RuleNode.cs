using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Contracts.Alerts.Language;

namespace SmartDairy.RuleFiles;

/// <summary>An object whose members are taken one by one; what is not of the right kind becomes a problem with its path.</summary>
internal sealed class RuleNode
{
    private readonly JsonObject _members;
    private readonly string _path;
    private readonly List<RuleProblem> _problems;

    private RuleNode(JsonObject members, string path, List<RuleProblem> problems) => (_members, _path, _problems) = (members, path, problems);

    /// <summary>Null when the node is no object; that and unknown members are problems.</summary>
    public static RuleNode? Of(JsonNode? node, string path, string[] allowed, List<RuleProblem> problems)
    {
        if (node is not JsonObject members)
        {
            problems.Add(new(path, null, $"It is an object with {string.Join(", ", allowed)}."));
            return null;
        }

        foreach (var (key, _) in members.Where(member => !allowed.Contains(member.Key)))
        {
            problems.Add(new(path.Length == 0 ? key : $"{path}.{key}", null, RuleMembers.Unknown(key, allowed)));
        }

        return new(members, path, problems);
    }

    public JsonNode? Raw(string name) => _members[name];

    public string? Text(string name) => Take(name, JsonValueKind.String, "a text", value => value.GetValue<string>());

    public string RequiredText(string name) => Text(name) ?? Missing(name, "");

    public bool? Flag(string name) => _members[name] is not { } node ? null
        : node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>() : Wrong<bool?>(name, "It is true or false.");

    public int? Whole(string name) => _members[name] is not { } node ? null
        : node is JsonValue value && AsInt(value) is { } number ? number : Wrong<int?>(name, "It is a whole number.");

    public int RequiredWhole(string name) => Whole(name) ?? Missing(name, 0);

    public TimeSpan? Duration(string name) => Text(name) is not { } text ? null
        : Iso8601Duration.TryParse(text, out var span) ? span : Wrong<TimeSpan?>(name, $"'{Shown(text)}' is no duration; write PT15M, PT4H or P1D.");

    public TimeSpan RequiredDuration(string name) => Duration(name) ?? Missing(name, TimeSpan.Zero);

    /// <summary>Only as <c>05:30</c>.</summary>
    public TimeOnly Clock(string name) => Text(name) is not { } text ? Missing(name, TimeOnly.MinValue)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : Wrong<TimeOnly>(name, $"'{Shown(text)}' is no time of day; write \"05:30\".");

    public T? Choice<T>(string name)
        where T : struct, Enum => Text(name) is { } text ? Choice<T>(name, text) : null;

    public T RequiredChoice<T>(string name)
        where T : struct, Enum => Choice<T>(name) ?? Missing(name, default(T));

    /// <summary>Null when there is none.</summary>
    public IReadOnlyList<T>? Choices<T>(string name)
        where T : struct, Enum => Items(name, "a list of names", (node, path) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? Choice<T>(path, value.GetValue<string>()) : Wrong<T?>(path, "It is a name."))?.OfType<T>().ToArray();

    public IReadOnlyList<string>? Texts(string name) => Items(name, "a list of texts", (node, path) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>() : Wrong<string?>(path, "It is a text; put it in quotes."))?.OfType<string>().ToArray();

    public IReadOnlyList<int>? Wholes(string name) => Items(name, "a list of whole numbers", (node, path) => node is JsonValue value && AsInt(value) is { } number
        ? number : Wrong<int?>(path, "It is a whole number."))?.OfType<int>().ToArray();

    /// <summary>Null when there is none. Each object is given with its own node.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, string[] allowed, Func<RuleNode, T> read)
        where T : class => Items(name, "a list", (node, path) => Of(node, Path(path), allowed, _problems) is { } one ? read(one) : null)?.OfType<T>().ToArray();

    public T? Object<T>(string name, string[] allowed, Func<RuleNode, T> read)
        where T : class => _members[name] is { } node && Of(node, Path(name), allowed, _problems) is { } one ? read(one) : null;

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static int? AsInt(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number && int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private T? Choice<T>(string name, string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(ContractName.Of(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetValues<T>().Select(ContractName.Of).ToArray();
        var near = NearestName.Of(text.ToLowerInvariant(), names.Select(one => one.ToLowerInvariant()));
        return Wrong<T?>(name, $"'{Shown(text)}' is not known; {(near is null ? $"allowed are {string.Join(", ", names)}." : $"did you mean {near.ToUpperInvariant()}?")}");
    }

    private List<T?>? Items<T>(string name, string kind, Func<JsonNode?, string, T?> read)
    {
        if (_members[name] is not { } node)
        {
            return null;
        }

        if (node is not JsonArray list)
        {
            return Wrong<List<T?>?>(name, $"It is {kind}.");
        }

        return [.. list.Select((item, index) => read(item, $"{name}[{index}]"))];
    }

    private T? Take<T>(string name, JsonValueKind kind, string what, Func<JsonValue, T> read)
        where T : class => _members[name] is not { } node ? null
            : node is JsonValue value && value.GetValueKind() == kind ? read(value) : Wrong<T?>(name, $"It is {what}{(node is JsonValue ? "; put it in quotes" : "")}.");

    private T Missing<T>(string name, T fallback)
    {
        // When it was given and is wrong, that has been said.
        if (_members[name] is null)
        {
            _problems.Add(new(Path(name), null, "It is missing."));
        }

        return fallback;
    }

    private T Wrong<T>(string name, string sentence)
    {
        _problems.Add(new(Path(name), null, sentence));
        return default!;
    }

    private string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
