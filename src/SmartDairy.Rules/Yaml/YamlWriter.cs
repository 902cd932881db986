using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SmartDairy.Rules.Yaml;

/// <summary>Writes JSON as YAML that <see cref="YamlSyntaxTree"/> reads back as the same JSON.</summary>
internal static class YamlWriter
{
    public static string Write(JsonNode root)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithMaxSimpleKeyLength(1024).WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(
                    new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, members.Count == 0
                        ? MappingStyle.Flow
                        : MappingStyle.Block));
                foreach (var (key, value) in members)
                {
                    EmitText(emitter, key);
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                var style = list.All(item => item is JsonValue) ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
                foreach (var item in list)
                {
                    Emit(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                EmitText(emitter, value.GetValue<string>());
                break;
            default:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, node?.ToJsonString() ?? "null", ScalarStyle.Plain, true, false));
                break;
        }
    }

    // Text is quoted only where it would otherwise be read as something else; quoting everything makes rules hard to read.
    private static void EmitText(Emitter emitter, string text)
    {
        var isPlain = text.Length is > 0 and < 1_000 && char.IsAsciiLetter(text[0]) && text[^1] != ' '
            && text is not ("null" or "true" or "false")
            && text.All(c => c is >= ' ' and <= '~'
            and not ('#' or ':' or '{' or '}' or '[' or ']' or ',' or '&' or '*' or '!' or '|' or '%' or '@' or '`'));
        emitter.Emit(
            new Scalar(AnchorName.Empty, TagName.Empty, text, isPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, isPlain, !isPlain));
    }
}
