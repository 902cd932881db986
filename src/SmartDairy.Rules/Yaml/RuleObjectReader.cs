using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Yaml;

/// <summary>Reads the members of a JSON object; a member of the wrong type becomes a problem with its path.</summary>
internal sealed class RuleObjectReader
{
    private readonly JsonObject _members;
    private readonly string _path;
    private readonly List<RuleProblem> _problems;

    private RuleObjectReader(JsonObject members, string path, List<RuleProblem> problems)
        => (_members, _path, _problems) = (members, path, problems);

    /// <summary>Null, with a problem, when the node is not an object; unknown members also become problems.</summary>
    public static RuleObjectReader? TryCreate(JsonNode? node, string path, string[] allowed, List<RuleProblem> problems)
    {
        if (node is not JsonObject members)
        {
            problems.Add(new(path, null, $"Must be an object with {string.Join(", ", allowed)}."));
            return null;
        }

        foreach (var (key, _) in members.Where(member => !allowed.Contains(member.Key)))
        {
            problems.Add(new(path.Length == 0 ? key : $"{path}.{key}", null, RuleMemberNames.DescribeUnknown(key, allowed)));
        }

        return new(members, path, problems);
    }

    public JsonNode? GetNode(string name) => _members[name];

    public string? GetString(string name) => ReadValue(name, JsonValueKind.String, "text", value => value.GetValue<string>());

    public string GetRequiredString(string name) => GetString(name) ?? AddMissing(name, "");

    public bool? GetBoolean(string name) => _members[name] is not { } node ? null
        : node.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? node.GetValue<bool>()
            : AddProblem<bool?>(name, "Must be true or false.");

    public int? GetInteger(string name) => _members[name] is not { } node ? null
        : node is JsonValue value && AsInt(value) is { } number ? number : AddProblem<int?>(name, "Must be a whole number.");

    public int GetRequiredInteger(string name) => GetInteger(name) ?? AddMissing(name, 0);

    public TimeSpan? GetDuration(string name) => GetString(name) is not { } text ? null
        : Iso8601Duration.TryParse(text, out var span)
            ? span
            : AddProblem<TimeSpan?>(name, $"'{Truncate(text)}' is not a duration; write e.g. PT15M, PT4H or P1D.");

    public TimeSpan GetRequiredDuration(string name) => GetDuration(name) ?? AddMissing(name, TimeSpan.Zero);

    /// <summary>A time of day, accepted only in the form <c>05:30</c>.</summary>
    public TimeOnly GetTimeOfDay(string name) => GetString(name) is not { } text ? AddMissing(name, TimeOnly.MinValue)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : AddProblem<TimeOnly>(name, $"'{Truncate(text)}' is not a time of day; write e.g. \"05:30\".");

    public T? GetEnum<T>(string name)
        where T : struct, Enum => GetString(name) is { } text ? GetEnum<T>(name, text) : null;

    public T GetRequiredEnum<T>(string name)
        where T : struct, Enum => GetEnum<T>(name) ?? AddMissing(name, default(T));

    /// <summary>Null when the member is absent.</summary>
    public IReadOnlyList<T>? GetEnums<T>(string name)
        where T : struct, Enum
        => ReadItems(name, "a list of names", (node, path) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? GetEnum<T>(path, value.GetValue<string>()) : AddProblem<T?>(path, "Must be a name."))?.OfType<T>().ToArray();

    public IReadOnlyList<string>? GetStrings(string name)
        => ReadItems(name, "a list of texts", (node, path) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>() : AddProblem<string?>(path, "Must be text; put it in quotes."))?.OfType<string>().ToArray();

    public IReadOnlyList<int>? GetIntegers(string name)
        => ReadItems(name, "a list of whole numbers", (node, path) => node is JsonValue value && AsInt(value) is { } number
        ? number : AddProblem<int?>(path, "Must be a whole number."))?.OfType<int>().ToArray();

    /// <summary>Null when the member is absent. Each object is read with its own reader.</summary>
    public IReadOnlyList<T>? GetObjects<T>(string name, string[] allowed, Func<RuleObjectReader, T> read)
        where T : class
        => ReadItems(name, "a list", (node, path) => TryCreate(node, PathOf(path), allowed, _problems) is { } item
            ? read(item)
            : null)?.OfType<T>().ToArray();

    public T? GetObject<T>(string name, string[] allowed, Func<RuleObjectReader, T> read)
        where T : class
        => _members[name] is { } node && TryCreate(node, PathOf(name), allowed, _problems) is { } child ? read(child) : null;

    private static string Truncate(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static int? AsInt(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number
        && int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

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
        var near = NameSuggestion.Find(text.ToLowerInvariant(), names.Select(candidate => candidate.ToLowerInvariant()));
        return AddProblem<T?>(name,
            $"'{Truncate(text)}' is not known; {(near is null ? $"allowed are {string.Join(", ", names)}." : $"did you mean {near.ToUpperInvariant()}?")}");
    }

    private List<T?>? ReadItems<T>(string name, string kind, Func<JsonNode?, string, T?> read)
    {
        if (_members[name] is not { } node)
        {
            return null;
        }

        if (node is not JsonArray list)
        {
            return AddProblem<List<T?>?>(name, $"Must be {kind}.");
        }

        return [.. list.Select((item, index) => read(item, $"{name}[{index}]"))];
    }

    private T? ReadValue<T>(string name, JsonValueKind kind, string expected, Func<JsonValue, T> read)
        where T : class => _members[name] is not { } node ? null
            : node is JsonValue value && value.GetValueKind() == kind
                ? read(value)
                : AddProblem<T?>(name, $"Must be {expected}{(node is JsonValue ? "; put it in quotes" : "")}.");

    private T AddMissing<T>(string name, T fallback)
    {
        // A member that is present but invalid already has a problem.
        if (_members[name] is null)
        {
            _problems.Add(new(PathOf(name), null, "This member is required."));
        }

        return fallback;
    }

    private T AddProblem<T>(string name, string message)
    {
        _problems.Add(new(PathOf(name), null, message));
        return default!;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
