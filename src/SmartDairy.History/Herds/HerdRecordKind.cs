using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SmartDairy.History.Herds;

/// <summary>One kind of row and what is in its body.</summary>
/// <param name="name">As stored; at most 40 characters.</param>
/// <param name="header">Where a value belongs among the rows.</param>
public sealed class HerdRecordKind<T>(string name, Func<T, HerdRecordHeader> header)
    where T : class
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public string Name => name;

    /// <param name="modified">The writer's clock, Unix milliseconds.</param>
    public HerdRecord ToRecord(T value, long modified)
    {
        var at = header(value);
        return new HerdRecord
        {
            FarmId = at.FarmId,
            Kind = name,
            Id = at.Id,
            Subject = at.Subject,
            Time = at.Time,
            Until = at.Until,
            Body = JsonSerializer.Serialize(value, Json),
            Modified = modified,
        };
    }

    public HerdWrite ToWrite(T value, long modified, long? expected = null) => new(ToRecord(value, modified), expected);

    public T FromRecord(HerdRecord record) => JsonSerializer.Deserialize<T>(record.Body, Json)!;
}

/// <summary>See the members of <see cref="HerdRecord"/>.</summary>
public readonly record struct HerdRecordHeader(int FarmId, string Id, string Subject, long Time, long? Until);
