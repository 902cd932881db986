using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;

namespace SmartDairy.Notifications.Templates;

/// <summary>
/// Templates that users write. They have no loops, no ranges and no variables of their own, and only filters that make a text a little longer: a template cannot be made to
/// take long or to fill the memory.
/// </summary>
internal sealed partial class CustomTemplates
{
    public const int MaxLength = 4_000;

    private const int MaxCached = 1_000;

    private static readonly string[] Tags = ["if", "unless", "case", "comment", "raw"];

    private readonly FluidParser _parser = Parser();
    private readonly ConcurrentDictionary<string, (IFluidTemplate? Template, string? Problem)> _parsed = new(StringComparer.Ordinal);

    /// <summary>Null when the template can be used; else a sentence with the place and what is allowed.</summary>
    public string? Validate(string template) => GetOrParse(template).Problem;

    /// <summary>Null when it cannot be used.</summary>
    public IFluidTemplate? Find(string template) => GetOrParse(template).Template;

    private (IFluidTemplate? Template, string? Problem) GetOrParse(string text)
    {
        if (text.Length > MaxLength)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"The template has {text.Length} characters; allowed are up to {MaxLength}."));
        }

        if (_parsed.TryGetValue(text, out var known))
        {
            return known;
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

        var words = new CustomTemplateValidator();
        words.VisitTemplate(template);
        return words.FindProblem(text) is { } problem ? (null, problem) : (template, null);
    }

    private static string FormatParserError(string error)
    {
        // The parser ends its messages with "at (line:position)".
        var place = Place().Match(error);
        var what = (place.Success ? error[..place.Index] : error).Trim().TrimEnd('.');
        var tags = what.StartsWith("Unknown tag", StringComparison.Ordinal) ? $" (tags that may be used: {string.Join(", ", Tags)})" : "";
        return place.Success
            ? $"Line {place.Groups["line"].Value}, position {place.Groups["position"].Value}: {what}{tags}."
            : $"The template is not understood: {what}{tags}.";
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
