using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>What is known of recorded data: what the released build answered, and what a test needs to go on with it.</summary>
/// <param name="RecordedAt">The time of the answers.</param>
/// <param name="Passwords">Of each device.</param>
/// <param name="OldTopic">Where <paramref name="OldMessage"/> was published.</param>
/// <param name="OldMessage">A message that is stored, byte by byte.</param>
/// <param name="StoredNames">See <see cref="Recording.StoredNames"/>.</param>
/// <param name="Answers">By the name of the question.</param>
internal sealed record Facts(
    DateTimeOffset RecordedAt, IReadOnlyDictionary<string, string> Passwords, string OldTopic, string OldMessage,
    IReadOnlyList<string> StoredNames, JsonObject Answers)
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Facts Read(string file) => JsonSerializer.Deserialize<Facts>(File.ReadAllText(file), Options)!;

    /// <summary>One answer a line, so that a difference is seen in version control.</summary>
    public void Write(string file)
    {
        var node = JsonSerializer.SerializeToNode(this, Options)!.AsObject();
        var lines = node.Select(member => $"\"{member.Key}\": {Value(member.Key, member.Value!)}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "{\n" + string.Join(",\n", lines) + "\n}\n");

        static string Value(string key, JsonNode value) => key == "answers"
            ? "{\n" + string.Join(",\n", value.AsObject().Select(Line)) + "\n}"
            : value.ToJsonString(Options);

        static string Line(KeyValuePair<string, JsonNode?> answer) => $"  \"{answer.Key}\": {answer.Value!.ToJsonString(Options)}";
    }
}
