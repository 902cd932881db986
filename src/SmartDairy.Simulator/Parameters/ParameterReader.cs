using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SmartDairy.Simulator.Parameters;

/// <summary>Reads a parameter file laid over the defaults, and gathers everything that is wrong.</summary>
internal sealed class ParameterReader
{
    private static readonly JsonDocumentOptions Format = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] ForReaders = ["source", "note"];
    private readonly List<string> _errors = [];

    private ParameterReader()
    {
    }

    public static T Read<T>(string defaults, string? overrides)
        where T : class
    {
        using var below = JsonDocument.Parse(defaults, Format);
        using var above = overrides is null ? null : Parse(overrides);
        var reader = new ParameterReader();
        var read = reader.Section(typeof(T), below.RootElement, above?.RootElement, "");
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
            throw new HerdParametersException([$"This is no JSON: {e.Message}"]);
        }
    }

    private object Section(Type type, JsonElement? defaults, JsonElement? overrides, string path)
    {
        // Records of parameters have nothing but required init members, so there is nothing a constructor would do.
        var made = RuntimeHelpers.GetUninitializedObject(type);
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToDictionary(property => Name(property));
        CheckNames(overrides, properties.Keys, path);
        CheckNames(defaults, properties.Keys, path);
        foreach (var (name, property) in properties)
        {
            var value = Value(property, Member(defaults, name), Member(overrides, name), path.Length == 0 ? name : $"{path}.{name}");
            if (value is not null)
            {
                property.SetValue(made, value);
            }
        }

        return made;
    }

    private object? Value(PropertyInfo property, JsonElement? below, JsonElement? above, string path)
    {
        var allowed = property.GetCustomAttribute<AllowedRangeAttribute>();
        if (property.PropertyType == typeof(TruncatedNormal))
        {
            return SpreadOf(below, above, allowed!, path);
        }

        if (allowed is null)
        {
            return Section(property.PropertyType, below, above, path);
        }

        if ((above ?? below) is not { } element)
        {
            _errors.Add($"{path} is missing.");
            return null;
        }

        return allowed.ListLength == 0 ? Number(element, allowed.Min, allowed.Max, path) : List(element, allowed, path);
    }

    private TruncatedNormal? SpreadOf(JsonElement? below, JsonElement? above, AllowedRangeAttribute allowed, string path)
    {
        string[] names = ["mean", "deviation", "least", "most"];
        CheckNames(above, names, path);
        CheckNames(below, names, path);
        var numbers = new double[4];
        var wrong = _errors.Count;
        for (var i = 0; i < 4; i++)
        {
            if ((Member(above, names[i]) ?? Member(below, names[i])) is not { } element)
            {
                _errors.Add($"{path}.{names[i]} is missing.");
                return null;
            }

            var (from, to) = i == 1 ? (0, allowed.Max - allowed.Min) : (allowed.Min, allowed.Max);
            numbers[i] = Number(element, from, to, $"{path}.{names[i]}");
        }

        if (_errors.Count == wrong && (numbers[2] > numbers[0] || numbers[0] > numbers[3]))
        {
            _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{path} must have least ≤ mean ≤ most, but they are {numbers[2]}, {numbers[0]} and {numbers[3]}."));
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

        _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{path} is {Shorten(element.GetRawText())}, allowed is {from} to {to}."));
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
            if (!known.Contains(member.Name) && !ForReaders.Contains(member.Name))
            {
                _errors.Add($"{(path.Length == 0 ? "" : path + ".")}{Shorten(member.Name)} is unknown; the nearest known name is {Nearest(member.Name, known)}.");
            }
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var member) ? member : null;

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Nearest(string name, IEnumerable<string> known) => known.MinBy(candidate => Distance(name, candidate))!;

    // Levenshtein's distance, blind to case.
    private static int Distance(string one, string two)
    {
        var row = Enumerable.Range(0, two.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= two.Length; j++)
            {
                var same = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(two[j - 1]);
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
