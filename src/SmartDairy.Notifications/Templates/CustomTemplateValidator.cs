using System.Globalization;
using Fluid.Ast;

namespace SmartDairy.Notifications.Templates;

/// <summary>Finds unknown names, disallowed filters and ranges in a template.</summary>
internal sealed class CustomTemplateValidator : AstVisitor
{
    private static readonly string[] Filters =
    [
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "default", "divided_by", "downcase", "first", "floor", "last",
        "minus", "modulo", "plus",
        "prepend", "round", "size", "strip", "times", "truncate", "upcase",
    ];

    private string? _name;
    private string? _filter;
    private bool _range;

    public string? FindProblem(string text) =>
        _range ? "Ranges such as (1..9) are not allowed in a template."
        : _filter is not null
            ? $"{FormatPosition(text, _filter)}: {_filter} is not an allowed filter; allowed are {string.Join(", ", Filters)}."
        : _name is not null
            ? $"{FormatPosition(text, _name)}: {_name} is not known; allowed are {string.Join(", ", TemplateModel.AllowedNames.Order(StringComparer.Ordinal))}."
        : null;

    // Ranges are materialised before use: a template of ten characters could create a billion numbers.
    protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
    {
        _range = true;
        return base.VisitRangeExpression(rangeExpression);
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!Filters.Contains(filterExpression.Name))
        {
            _filter ??= filterExpression.Name;
        }

        return base.VisitFilterExpression(filterExpression);
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments is [IdentifierSegment first, ..] && !TemplateModel.AllowedNames.Contains(first.Identifier))
        {
            _name ??= first.Identifier;
        }

        return base.VisitMemberExpression(memberExpression);
    }

    /// <summary>The position of the first occurrence of a word.</summary>
    private static string FormatPosition(string text, string word)
    {
        var at = Math.Max(0, text.IndexOf(word, Math.Max(0, text.IndexOf('{', StringComparison.Ordinal)), StringComparison.Ordinal));
        var line = text.AsSpan(0, at).Count('\n') + 1;
        return string.Create(CultureInfo.InvariantCulture, $"Line {line}, position {at - text.LastIndexOf('\n', Math.Max(0, at - 1))}");
    }
}
