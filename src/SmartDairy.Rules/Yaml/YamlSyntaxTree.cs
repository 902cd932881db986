using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SmartDairy.Rules.Yaml;

/// <summary>
/// A YAML document as JSON, and where each part of it stands. A plain scalar is a number, true, false or null when JSON would read it so; everything else is text:
/// <c>on</c>, <c>no</c> and <c>05:30</c> too. Anchors are refused, so that a file is never larger than it looks.
/// </summary>
internal sealed class YamlSyntaxTree
{
    private const int MaxDepth = 32;
    private readonly Dictionary<string, Mark> _positions = new(StringComparer.Ordinal);

    /// <summary>Null when the document is empty or broken.</summary>
    public JsonNode? Root { get; private set; }

    /// <summary>Why it could not be read; null when it could.</summary>
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
                throw new YamlException(parser.Current!.Start, parser.Current.End, "A file holds one document.");
            }
        }
        catch (YamlException error)
        {
            tree.Root = null;
            tree.Problem = new((int)error.Start.Line, (int)error.Start.Column, null, null, EnsurePeriod(error.Message));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The scanner gives up on some files this way and says no place; what it read last is near.
            tree.Root = null;
            tree.Problem = new((int)(parser.Current?.End.Line ?? 1), (int)(parser.Current?.End.Column ?? 1), null, null, "Soon after this it is no YAML; look at indentation and brackets.");
        }

        return tree;
    }

    /// <summary>Where a part begins, or the nearest part around it that there is. Line and column are 1-based.</summary>
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

    public RuleFileProblem CreateProblem(string path, string? rule, string? field, string sentence)
    {
        var (line, column) = FindPosition(path);
        return new(line, column, rule, field, sentence);
    }

    /// <summary>A problem of a rule at its place in the file.</summary>
    public RuleFileProblem CreateProblem(string path, string rule, RuleProblem problem)
    {
        var sentence = problem.Position is { } position ? $"character {position}: {problem.Message}" : problem.Message;
        return CreateProblem(problem.Path.Length == 0 ? path : $"{path}.{problem.Path}", rule, problem.Path, sentence);
    }

    private static string EnsurePeriod(string message) => message.EndsWith('.') ? message : message + ".";

    private JsonNode? ReadNode(Parser parser, string path, int depth)
    {
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            throw CreateException(parser.Current, "Anchors (&) and aliases (*) are not allowed; write it out.");
        }

        if (depth > MaxDepth)
        {
            throw CreateException(parser.Current!, $"It is nested deeper than {MaxDepth}.");
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
                throw CreateException(parser.Current!, "A key is a name.");
            }

            if (members.ContainsKey(key.Value))
            {
                throw CreateException(key, $"'{key.Value}' is given twice.");
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

    private static YamlException CreateException(ParsingEvent at, string sentence) => new(at.Start, at.End, sentence);
}
