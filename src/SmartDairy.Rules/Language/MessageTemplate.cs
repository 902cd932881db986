using System.Globalization;
using System.Text;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>
/// An alert message with placeholders in braces; <c>{{</c> and <c>}}</c> stand for braces. Placeholders inside inserted values are not
/// expanded.
/// </summary>
public sealed class MessageTemplate
{
    public const int MaxValueLength = 200;
    public const int MaxMessageLength = 1000;

    /// <summary>The text inserted for a missing value.</summary>
    public const string MissingValueText = "–";

    private static readonly string[] BuiltInPlaceholders =
        ["device_id", "device_name", "animal_id", "barn_id", "zone_id", "rule_name", "priority", "time", "value", "threshold",
            "silent_minutes"];

    private readonly List<(string Text, bool IsPlace)> _parts = [];

    private MessageTemplate()
    {
    }

    /// <summary>Names of the placeholders without the prefix <c>readings.</c></summary>
    public IEnumerable<string> Placeholders => _parts.Where(part => part.IsPlace).Select(part => part.Text);

    /// <summary>Parses a template. Invalid placeholders are added to the problems and stay in the message as written.</summary>
    public static MessageTemplate Parse(string text, string path = "description", List<RuleProblem>? problems = null)
    {
        var template = new MessageTemplate();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                literal.Append(text[i]);
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
                continue;
            }

            var end = text[i] == '{' ? text.AsSpan(i + 1).IndexOfAny('{', '}') : -1;
            if (end < 0 || text[i + 1 + end] != '}')
            {
                problems?.Add(
                    new(path, i + 1,
                        $"A single {text[i]} must be part of a placeholder such as {{device_id}}; write {text[i]}{text[i]} for the character."));
                literal.Append(text[i]);
                continue;
            }

            var name = text.Substring(i + 1, end).Trim();
            if (Resolve(name) is { } resolved)
            {
                template._parts.Add((literal.ToString(), false));
                literal.Clear();
                template._parts.Add((resolved, true));
            }
            else
            {
                problems?.Add(new(path, i + 1, DescribeUnknown(name)));
                literal.Append(text, i, end + 2);
            }

            i += end + 1;
        }

        template._parts.Add((literal.ToString(), false));
        return template;
    }

    /// <summary>Fills the placeholders.</summary>
    /// <param name="value">Returns the value of a placeholder: a number, a text, a boolean, or null when it is missing.</param>
    /// <returns>At most <see cref="MaxMessageLength"/> characters.</returns>
    public string Render(Func<string, object?> value)
    {
        var message = new StringBuilder();
        foreach (var (text, isPlace) in _parts)
        {
            message.Append(isPlace ? FormatValue(value(text)) : text);
        }

        return Truncate(message.ToString(), MaxMessageLength);
    }

    private static string? Resolve(string name)
    {
        var plain = name.StartsWith("readings.", StringComparison.OrdinalIgnoreCase) ? name["readings.".Length..] : name;
        return BuiltInPlaceholders.Contains(plain, StringComparer.Ordinal) ? plain : FieldCatalog.Find(plain)?.ToString();
    }

    private static string DescribeUnknown(string name)
    {
        var suggestion = NameSuggestion.Find(name[(name.LastIndexOf('.') + 1)..], FieldCatalog.Names.Concat(BuiltInPlaceholders));
        return $"{(name.Length > 60 ? name[..60] + "…" : name)} is not a placeholder; {(suggestion is null ? $"allowed are fields and {string.Join(", ", BuiltInPlaceholders)}." : $"did you mean {suggestion}?")}";
    }

    private static string FormatValue(object? value) => value switch
    {
        null or double.NaN => MissingValueText,
        bool flag => flag ? "true" : "false",
        string text => Truncate(string.Concat(text.Where(c => !char.IsControl(c))), MaxValueLength),
        IFormattable number => number.ToString("0.###", CultureInfo.InvariantCulture),
        _ => MissingValueText,
    };

    private static string Truncate(string text, int length)
        => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
