using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Yaml;

/// <summary>An object whose members are taken one by one; what is not of the right kind becomes a problem with its path.</summary>
internal sealed class RuleObjectReader
{
    private readonly JsonObject _members;
    private readonly string _path;
    private readonly List<RuleProblem> _problems;

    private RuleObjectReader(JsonObject members, string path, List<RuleProblem> problems) => (_members, _path, _problems) = (members, path, problems);

    /// <summary>Null when the node is no object; that and unknown members are problems.</summary>
    public static RuleObjectReader? TryCreate(JsonNode? node, string path, string[] allowed, List<RuleProblem> problems)
    {
        if (node is not JsonObject members)
        {
            problems.Add(new(path, null, $"It is an object with {string.Join(", ", allowed)}."));
            return null;
        }

        foreach (var (key, _) in members.Where(member => !allowed.Contains(member.Key)))
        {
            problems.Add(new(path.Length == 0 ? key : $"{path}.{key}", null, RuleMemberNames.DescribeUnknown(key, allowed)));
        }

        return new(members, path, problems);
    }

    public JsonNode? GetNode(string name) => _members[name];

    public string? GetString(string name) => ReadValue(name, JsonValueKind.String, "a text", value => value.GetValue<string>());

    public string GetRequiredString(string name) => GetString(name) ?? AddMissing(name, "");

    public bool? GetBoolean(string name) => _members[name] is not { } node ? null
        : node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>() : AddProblem<bool?>(name, "It is true or false.");

    public int? GetInteger(string name) => _members[name] is not { } node ? null
        : node is JsonValue value && AsInt(value) is { } number ? number : AddProblem<int?>(name, "It is a whole number.");

    public int GetRequiredInteger(string name) => GetInteger(name) ?? AddMissing(name, 0);

    public TimeSpan? GetDuration(string name) => GetString(name) is not { } text ? null
        : Iso8601Duration.TryParse(text, out var span) ? span : AddProblem<TimeSpan?>(name, $"'{Truncate(text)}' is no duration; write PT15M, PT4H or P1D.");

    public TimeSpan GetRequiredDuration(string name) => GetDuration(name) ?? AddMissing(name, TimeSpan.Zero);

    /// <summary>Only as <c>05:30</c>.</summary>
    public TimeOnly GetTimeOfDay(string name) => GetString(name) is not { } text ? AddMissing(name, TimeOnly.MinValue)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : AddProblem<TimeOnly>(name, $"'{Truncate(text)}' is no time of day; write \"05:30\".");

    public T? GetEnum<T>(string name)
        where T : struct, Enum => GetString(name) is { } text ? GetEnum<T>(name, text) : null;

    public T GetRequiredEnum<T>(string name)
        where T : struct, Enum => GetEnum<T>(name) ?? AddMissing(name, default(T));

    /// <summary>Null when there is none.</summary>
    public IReadOnlyList<T>? GetEnums<T>(string name)
        where T : struct, Enum => ReadItems(name, "a list of names", (node, path) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? GetEnum<T>(path, value.GetValue<string>()) : AddProblem<T?>(path, "It is a name."))?.OfType<T>().ToArray();

    public IReadOnlyList<string>? GetStrings(string name) => ReadItems(name, "a list of texts", (node, path) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>() : AddProblem<string?>(path, "It is a text; put it in quotes."))?.OfType<string>().ToArray();

    public IReadOnlyList<int>? GetIntegers(string name) => ReadItems(name, "a list of whole numbers", (node, path) => node is JsonValue value && AsInt(value) is { } number
        ? number : AddProblem<int?>(path, "It is a whole number."))?.OfType<int>().ToArray();

    /// <summary>Null when there is none. Each object is given with its own node.</summary>
    public IReadOnlyList<T>? GetObjects<T>(string name, string[] allowed, Func<RuleObjectReader, T> read)
        where T : class => ReadItems(name, "a list", (node, path) => TryCreate(node, PathOf(path), allowed, _problems) is { } one ? read(one) : null)?.OfType<T>().ToArray();

    public T? GetObject<T>(string name, string[] allowed, Func<RuleObjectReader, T> read)
        where T : class => _members[name] is { } node && TryCreate(node, PathOf(name), allowed, _problems) is { } one ? read(one) : null;

    private static string Truncate(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static int? AsInt(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number && int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private T? GetEnum<T>(string name, string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(ApiEnumName.Format(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetValues<T>().Select(ApiEnumName.Format).ToArray();
        var near = NameSuggestion.Find(text.ToLowerInvariant(), names.Select(one => one.ToLowerInvariant()));
        return AddProblem<T?>(name, $"'{Truncate(text)}' is not known; {(near is null ? $"allowed are {string.Join(", ", names)}." : $"did you mean {near.ToUpperInvariant()}?")}");
    }

    private List<T?>? ReadItems<T>(string name, string kind, Func<JsonNode?, string, T?> read)
    {
        if (_members[name] is not { } node)
        {
            return null;
        }

        if (node is not JsonArray list)
        {
            return AddProblem<List<T?>?>(name, $"It is {kind}.");
        }

        return [.. list.Select((item, index) => read(item, $"{name}[{index}]"))];
    }

    private T? ReadValue<T>(string name, JsonValueKind kind, string what, Func<JsonValue, T> read)
        where T : class => _members[name] is not { } node ? null
            : node is JsonValue value && value.GetValueKind() == kind ? read(value) : AddProblem<T?>(name, $"It is {what}{(node is JsonValue ? "; put it in quotes" : "")}.");

    private T AddMissing<T>(string name, T fallback)
    {
        // When it was given and is wrong, that has been said.
        if (_members[name] is null)
        {
            _problems.Add(new(PathOf(name), null, "It is missing."));
        }

        return fallback;
    }

    private T AddProblem<T>(string name, string sentence)
    {
        _problems.Add(new(PathOf(name), null, sentence));
        return default!;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
