using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SmartDairy.Rules.Yaml;

/// <summary>
/// A YAML document as JSON, with the position of each part. A plain scalar is a number, true, false or null only if JSON reads it so;
/// anything else is text, including <c>on</c>, <c>no</c> and <c>05:30</c>. Anchors are rejected because aliases can expand a small file
/// without limit.
/// </summary>
internal sealed class YamlSyntaxTree
{
    private const int MaxDepth = 32;
    private readonly Dictionary<string, Mark> _positions = new(StringComparer.Ordinal);

    /// <summary>Null when the document is empty or invalid.</summary>
    public JsonNode? Root { get; private set; }

    /// <summary>Why the document could not be read; null when it could.</summary>
    public RuleFileProblem? Problem { get; private set; }

    public static YamlSyntaxTree Parse(string text)
    {
        var tree = new YamlSyntaxTree();
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<DocumentStart>(out _))
            {
                tree.Root = tree.ReadNode(parser, "", 0);
                parser.Consume<DocumentEnd>();
            }

            if (!parser.Accept<StreamEnd>(out _))
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, "A file must hold exactly one document.");
            }
        }
        catch (YamlException error)
        {
            tree.Root = null;
            tree.Problem = new((int)error.Start.Line, (int)error.Start.Column, null, null, EnsurePeriod(error.Message));
        }
        catch (Exception error)
        when (error is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The scanner fails this way on some files without giving a position; the last token it read is close.
            tree.Root = null;
            tree.Problem =
                new((int)(parser.Current?.End.Line ?? 1), (int)(parser.Current?.End.Column ?? 1), null, null,
                    "The file is not valid YAML shortly after this position; check indentation and brackets.");
        }

        return tree;
    }

    /// <summary>Start of a part of the document, or of the nearest enclosing part that exists. Line and column are 1-based.</summary>
    public (int Line, int Column) FindPosition(string path)
    {
        while (true)
        {
            if (_positions.TryGetValue(path, out var mark))
            {
                return ((int)mark.Line, (int)mark.Column);
            }

            var end = path.LastIndexOfAny(['.', '[']);
            if (end < 0)
            {
                return (1, 1);
            }

            path = path[..end];
        }
    }

    public RuleFileProblem CreateProblem(string path, string? rule, string? field, string message)
    {
        var (line, column) = FindPosition(path);
        return new(line, column, rule, field, message);
    }

    /// <summary>Adds the position in the file to a problem of a rule.</summary>
    public RuleFileProblem CreateProblem(string path, string rule, RuleProblem problem)
    {
        var message = problem.Position is { } position ? $"character {position}: {problem.Message}" : problem.Message;
        return CreateProblem(problem.Path.Length == 0 ? path : $"{path}.{problem.Path}", rule, problem.Path, message);
    }

    private static string EnsurePeriod(string message) => message.EndsWith('.') ? message : message + ".";

    private JsonNode? ReadNode(Parser parser, string path, int depth)
    {
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            throw CreateException(parser.Current, "Anchors (&) and aliases (*) are not allowed; repeat the value instead.");
        }

        if (depth > MaxDepth)
        {
            throw CreateException(parser.Current!, $"The document is nested more than {MaxDepth} levels deep.");
        }

        _positions.TryAdd(path, parser.Current!.Start);
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return ReadScalar(scalar);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(ReadNode(parser, $"{path}[{list.Count}]", depth + 1));
            }

            return list;
        }

        parser.Consume<MappingStart>();
        var members = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                throw CreateException(parser.Current!, "A key must be a plain name.");
            }

            if (members.ContainsKey(key.Value))
            {
                throw CreateException(key, $"'{key.Value}' is given twice; remove one.");
            }

            var member = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            _positions.TryAdd(member, key.Start);
            members.Add(key.Value, ReadNode(parser, member, depth + 1));
        }

        return members;
    }

    private static JsonNode? ReadScalar(Scalar scalar)
    {
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
        {
            return JsonValue.Create(scalar.Value);
        }

        return scalar.Value switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            var text => ParseNumber(text) ?? JsonValue.Create(text),
        };
    }

    private static JsonValue? ParseNumber(string text)
    {
        if (text.Length > 40 || text[0] is not ('-' or (>= '0' and <= '9')))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) as JsonValue;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static YamlException CreateException(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
