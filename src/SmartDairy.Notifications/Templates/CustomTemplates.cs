using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;

namespace SmartDairy.Notifications.Templates;

/// <summary>
/// Templates written by users. Loops, ranges and variables are not allowed, and only filters that lengthen a text slightly, so that a
/// template can neither run long nor exhaust the memory.
/// </summary>
internal sealed partial class CustomTemplates
{
    public const int MaxLength = 4_000;

    private const int MaxCached = 1_000;

    private static readonly string[] Tags = ["if", "unless", "case", "comment", "raw"];

    private readonly FluidParser _parser = Parser();
    private readonly ConcurrentDictionary<string, (IFluidTemplate? Template, string? Problem)> _parsed = new(StringComparer.Ordinal);

    /// <summary>Checks a template; null when it is valid, otherwise a sentence with the position and description is allowed.</summary>
    public string? Validate(string template) => GetOrParse(template).Problem;

    /// <summary>Parses a template; null when it is not valid.</summary>
    public IFluidTemplate? Find(string template) => GetOrParse(template).Template;

    private (IFluidTemplate? Template, string? Problem) GetOrParse(string text)
    {
        if (text.Length > MaxLength)
        {
            return (null,
                string.Create(
                    CultureInfo.InvariantCulture, $"The template has {text.Length} characters; at most {MaxLength} are allowed."));
        }

        if (_parsed.TryGetValue(text, out var cached))
        {
            return cached;
        }

        if (_parsed.Count >= MaxCached)
        {
            _parsed.Clear();
        }

        return _parsed[text] = Parse(text);
    }

    private (IFluidTemplate? Template, string? Problem) Parse(string text)
    {
        if (!_parser.TryParse(text, out var template, out var error))
        {
            return (null, FormatParserError(error));
        }

        var validator = new CustomTemplateValidator();
        validator.VisitTemplate(template);
        return validator.FindProblem(text) is { } problem ? (null, problem) : (template, null);
    }

    private static string FormatParserError(string error)
    {
        // The parser's messages end with "at (line:position)".
        var place = Place().Match(error);
        var description = (place.Success ? error[..place.Index] : error).Trim().TrimEnd('.');
        var tags = description.StartsWith("Unknown tag", StringComparison.Ordinal) ? $" (allowed tags: {string.Join(", ", Tags)})" : "";
        return place.Success
            ? $"Line {place.Groups["line"].Value}, position {place.Groups["position"].Value}: {description}{tags}."
            : $"The template is not valid: {description}{tags}.";
    }

    private static FluidParser Parser()
    {
        var parser = new FluidParser();
        foreach (var tag in parser.RegisteredTags.Keys.Where(tag => !Tags.Contains(tag)).ToList())
        {
            parser.RegisteredTags.Remove(tag);
        }

        return parser;
    }

    [GeneratedRegex(@"\s*(?:at )?\((?<line>\d+):(?<position>\d+)\)")]
    private static partial Regex Place();
}
