using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SmartDairy.Simulator.Parameters;

/// <summary>Reads a parameter file over the defaults and collects all errors.</summary>
internal sealed class ParameterReader
{
    private static readonly JsonDocumentOptions Format = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] IgnoredNames = ["source", "note"];
    private readonly List<string> _errors = [];

    private ParameterReader()
    {
    }

    public static T Read<T>(string defaults, string? overrides)
        where T : class
    {
        using var defaultElement = JsonDocument.Parse(defaults, Format);
        using var overrideElement = overrides is null ? null : Parse(overrides);
        var reader = new ParameterReader();
        var read = reader.Section(typeof(T), defaultElement.RootElement, overrideElement?.RootElement, "");
        return reader._errors.Count == 0 ? (T)read : throw new HerdParametersException(reader._errors);
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Format);
        }
        catch (JsonException e)
        {
            throw new HerdParametersException([$"The file is not valid JSON: {e.Message}"]);
        }
    }

    private object Section(Type type, JsonElement? defaults, JsonElement? overrides, string path)
    {
        // Parameter records have only required init members, so no constructor has to run.
        var instance = RuntimeHelpers.GetUninitializedObject(type);
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .ToDictionary(property => Name(property));
        CheckNames(overrides, properties.Keys, path);
        CheckNames(defaults, properties.Keys, path);
        foreach (var (name, property) in properties)
        {
            var value = Value(property, Member(defaults, name), Member(overrides, name), path.Length == 0 ? name : $"{path}.{name}");
            if (value is not null)
            {
                property.SetValue(instance, value);
            }
        }

        return instance;
    }

    private object? Value(PropertyInfo property, JsonElement? defaultElement, JsonElement? overrideElement, string path)
    {
        var allowed = property.GetCustomAttribute<AllowedRangeAttribute>();
        if (property.PropertyType == typeof(TruncatedNormal))
        {
            return SpreadOf(defaultElement, overrideElement, allowed!, path);
        }

        if (allowed is null)
        {
            return Section(property.PropertyType, defaultElement, overrideElement, path);
        }

        if ((overrideElement ?? defaultElement) is not { } element)
        {
            _errors.Add($"{path} is missing.");
            return null;
        }

        return allowed.ListLength == 0 ? Number(element, allowed.Min, allowed.Max, path) : List(element, allowed, path);
    }

    private TruncatedNormal? SpreadOf(JsonElement? defaultElement, JsonElement? overrideElement, AllowedRangeAttribute allowed, string path)
    {
        string[] names = ["mean", "deviation", "least", "most"];
        CheckNames(overrideElement, names, path);
        CheckNames(defaultElement, names, path);
        var numbers = new double[4];
        var errorsBefore = _errors.Count;
        for (var i = 0; i < 4; i++)
        {
            if ((Member(overrideElement, names[i]) ?? Member(defaultElement, names[i])) is not { } element)
            {
                _errors.Add($"{path}.{names[i]} is missing.");
                return null;
            }

            var (from, to) = i == 1 ? (0, allowed.Max - allowed.Min) : (allowed.Min, allowed.Max);
            numbers[i] = Number(element, from, to, $"{path}.{names[i]}");
        }

        if (_errors.Count == errorsBefore && (numbers[2] > numbers[0] || numbers[0] > numbers[3]))
        {
            _errors.Add(
                string.Create(CultureInfo.InvariantCulture,
                    $"{path} must have least ≤ mean ≤ most; the values are {numbers[2]}, {numbers[0]} and {numbers[3]}."));
        }

        return new TruncatedNormal(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private double[]? List(JsonElement element, AllowedRangeAttribute allowed, string path)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != allowed.ListLength)
        {
            _errors.Add($"{path} must be a list of {allowed.ListLength} numbers.");
            return null;
        }

        return [.. element.EnumerateArray().Select((item, index) => Number(item, allowed.Min, allowed.Max, $"{path}[{index}]"))];
    }

    private double Number(JsonElement element, double from, double to, string path)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && number >= from && number <= to)
        {
            return number;
        }

        _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{path} is {Shorten(element.GetRawText())}; allowed is {from} to {to}."));
        return from;
    }

    private void CheckNames(JsonElement? element, IReadOnlyCollection<string> known, string path)
    {
        if (element is not { } given)
        {
            return;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            _errors.Add($"{(path.Length == 0 ? "The file" : path)} must be an object with {string.Join(", ", known)}.");
            return;
        }

        foreach (var member in given.EnumerateObject())
        {
            if (!known.Contains(member.Name) && !IgnoredNames.Contains(member.Name))
            {
                _errors.Add(
                    $"{(path.Length == 0 ? "" : path + ".")}{Shorten(member.Name)} is unknown; the nearest known name is {Nearest(member.Name, known)}.");
            }
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var member) ? member : null;

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Nearest(string name, IEnumerable<string> known) => known.MinBy(candidate => Distance(name, candidate))!;

    // Levenshtein distance, ignoring case.
    private static int Distance(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var same = char.ToLowerInvariant(first[i - 1]) == char.ToLowerInvariant(second[j - 1]);
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
