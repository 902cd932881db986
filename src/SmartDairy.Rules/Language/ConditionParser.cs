using System.Globalization;
using SmartDairy.Contracts;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>Parses one text. Stops at the first syntax error; unknown names and wrong types are all collected.</summary>
internal sealed class ConditionParser(string path, string text, List<RuleProblem> problems)
{
    public const int MaxDepth = 16;

    private readonly List<Token> _tokens = Tokenizer.Tokenize(text);
    private int _at;
    private bool _failed;

    private Token Current => _tokens[_at];

    /// <summary>Parses the whole text as a condition; null when problems were added.</summary>
    public ConditionTree? ParseWhere()
    {
        var before = problems.Count;
        var tree = ParseOr(0);
        if (!_failed && Current.Kind != TokenKind.End)
        {
            AddProblem(Current, $"{Describe(Current)} is unexpected; write AND or OR between comparisons.");
        }

        return problems.Count == before ? tree : null;
    }

    /// <summary>Parses the whole text as a field; null when problems were added.</summary>
    public FieldExpression? ParseWholeField()
    {
        var before = problems.Count;
        var field = ParseField();
        if (!_failed && Current.Kind != TokenKind.End)
        {
            AddProblem(Current,
                $"{Describe(Current)} is unexpected; a field is a name such as temperature_c or a function such as avg(temperature_c, PT15M).");
        }

        return problems.Count == before ? field : null;
    }

    private ConditionTree? ParseOr(int depth)
        => ParseSequence("OR", ConditionTree.Any, () => ParseSequence("AND", ConditionTree.All, () => ParseTerm(depth)));

    private ConditionTree? ParseSequence(string word, Func<IEnumerable<ConditionTree>, ConditionTree> join, Func<ConditionTree?> part)
    {
        var parts = new List<ConditionTree>();
        do
        {
            if (part() is { } tree)
            {
                parts.Add(tree);
            }
        }
        while (!_failed && TryConsumeWord(word));
        return parts.Count == 0 ? null : join(parts);
    }

    private ConditionTree? ParseTerm(int depth)
    {
        if (IsPunctuation("("))
        {
            if (depth == MaxDepth)
            {
                AddProblem(Current, $"Groups can be nested at most {MaxDepth} levels deep.");
                return null;
            }

            _at++;
            var group = ParseOr(depth + 1);
            Expect(")", "the group is not closed");
            return group;
        }

        var field = ParseField();
        if (_failed)
        {
            return null;
        }

        var op = Current;
        if (op.Kind is not (TokenKind.Operator or TokenKind.Word) || OperatorSyntax.Parse(op.Text) is not { } parsed)
        {
            AddProblem(op, $"Found {Describe(op)}, expected an operator: = != > < >= <= IN CONTAINS.");
            return null;
        }

        _at++;
        var at = Current;
        var literal = ParseLiteral();
        if (literal is null || field is null)
        {
            return null;
        }

        if (OperandTypeValidator.Validate(field, parsed, literal) is not { } wrong)
        {
            return new Comparison(field, parsed, OperandTypeValidator.Normalize(field, literal));
        }

        problems.Add(new(path, (wrong.OfValue ? at : op).Position, wrong.Sentence));
        return null;
    }

    private FieldExpression? ParseField()
    {
        var name = Current;
        if (name.Kind != TokenKind.Word || name.Text.ToUpperInvariant() is "AND" or "OR")
        {
            AddProblem(name, $"Found {Describe(name)}, expected a field such as temperature_c.");
            return null;
        }

        _at++;
        if (IsPunctuation("("))
        {
            return ParseFunction(name);
        }

        var field = FieldCatalog.Find(name.Text);
        if (field is null)
        {
            problems.Add(new(path, name.Position, DescribeUnknownField(name.Text)));
        }

        return field;
    }

    private FieldExpression? ParseFunction(Token name)
    {
        FieldFunction? function = Enum.TryParse<FieldFunction>(name.Text, true, out var parsed) && parsed != FieldFunction.None
            && !char.IsDigit(name.Text[0]) ? parsed : null;
        if (function is null)
        {
            AddProblem(name,
                $"{name.Text} is not a function; allowed are avg, min, max, sum, count, stddev, change, rate, baseline, deviation and difference.");
            return null;
        }

        _at++;
        var metric = Current;
        _at += metric.Kind is TokenKind.Word ? 1 : 0;
        var field = metric.Kind is TokenKind.Word ? FieldCatalog.Find(metric.Text) : null;
        if (field is null)
        {
            AddProblem(metric, metric.Kind is TokenKind.Word
                ? DescribeUnknownField(metric.Text)
                : $"Found {Describe(metric)}, expected a metric such as temperature_c.");
            return null;
        }

        if (field.Source != FieldSource.Metric)
        {
            AddProblem(metric, $"{metric.Text} is not a metric; {name.Text.ToLowerInvariant()} requires a metric such as temperature_c.");
            return null;
        }

        Expect(",", function == FieldFunction.Difference ? "the id of the other device must follow" : "a window such as PT15M must follow");
        var argument = Current;
        if (_failed || argument.Kind is not (TokenKind.Word or TokenKind.Text))
        {
            AddProblem(argument,
                $"Found {Describe(argument)}, expected {(function == FieldFunction.Difference ? "a device id" : "a window such as PT15M")}.");
            return null;
        }

        _at++;
        Expect(")", "the function is not closed");
        return _failed ? null : WithArgument(field with { Function = function.Value }, argument);
    }

    private FieldExpression? WithArgument(FieldExpression field, Token argument)
    {
        if (field.Function == FieldFunction.Difference)
        {
            if (Identifier.IsValid(argument.Text))
            {
                return field with { OtherDeviceId = argument.Text };
            }

            problems.Add(
                new(path, argument.Position,
                    $"{Describe(argument)} is not a device id; a device id has 1 to 64 characters of A-Z a-z 0-9 _ -."));
            return null;
        }

        var isLong = field.Function is FieldFunction.Baseline or FieldFunction.Deviation;
        var (min, max) = isLong ? (TimeSpan.FromDays(1), TimeSpan.FromDays(30)) : (TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        if (Iso8601Duration.TryParse(argument.Text, out var window) && window >= min && window <= max)
        {
            return field with { Window = window };
        }

        problems.Add(
            new(path, argument.Position,
                $"{Describe(argument)} is not a valid window; allowed are {(isLong ? "P1D to P30D" : "PT1M to PT24H")} in ISO 8601 notation."));
        return null;
    }

    private Literal? ParseLiteral()
    {
        if (!IsPunctuation("[") && !IsPunctuation("("))
        {
            return ParseScalar();
        }

        var close = Current.Text == "[" ? "]" : ")";
        _at++;
        var values = new List<Literal>();
        while (!_failed && !IsPunctuation(close))
        {
            if (values.Count > 0)
            {
                Expect(",", "separate the values of a list with commas");
            }

            if (!_failed && ParseScalar() is { } value)
            {
                values.Add(value);
            }
        }

        _at += _failed ? 0 : 1;
        return _failed ? null : new ListLiteral(values);
    }

    private Literal? ParseScalar()
    {
        var token = Current;
        if (token.Kind == TokenKind.Text)
        {
            _at++;
            return new TextLiteral(token.Text);
        }

        if (token.Kind == TokenKind.Word)
        {
            _at++;
            if (double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                return new NumberLiteral(number);
            }

            if (bool.TryParse(token.Text, out var flag))
            {
                return new BooleanLiteral(flag);
            }
        }

        AddProblem(token, $"Found {Describe(token)}, expected a number, a 'text' in quotes, true, false, or a list such as [1, 2].");
        return null;
    }

    private static string DescribeUnknownField(string name)
        => $"{(name.Length > 60 ? name[..60] + "…" : name)} is not a field; {(FieldCatalog.SuggestName(name) is { } near ? $"did you mean {near}?" : $"allowed are {string.Join(", ", FieldCatalog.Names.Order(StringComparer.Ordinal))} and extra.<name>.")}";

    private static string Describe(Token token) => token.Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Invalid when token.Text is "'" or "\"" => "an unterminated text",
        _ => token.Text.Length > 60 ? token.Text[..60] + "…" : token.Text,
    };

    private bool IsPunctuation(string mark) => Current.Kind == TokenKind.Punctuation && Current.Text == mark;

    private bool TryConsumeWord(string word)
    {
        var found = Current.Kind == TokenKind.Word && Current.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
        _at += found ? 1 : 0;
        return found;
    }

    private void Expect(string mark, string reason)
    {
        if (_failed)
        {
            return;
        }

        if (IsPunctuation(mark))
        {
            _at++;
            return;
        }

        AddProblem(Current, $"Found {Describe(Current)}, expected {mark}: {reason}.");
    }

    private void AddProblem(Token token, string message)
    {
        if (!_failed)
        {
            problems.Add(new(path, token.Position, message));
        }

        _failed = true;
    }
}
