using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SmartDairy.History.Herds;

/// <summary>One kind of row and what is in its body.</summary>
/// <param name="name">As stored; at most 40 characters.</param>
/// <param name="place">Where a value belongs among the rows.</param>
public sealed class HerdKind<T>(string name, Func<T, HerdPlace> place)
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
    public HerdRecord Record(T value, long modified)
    {
        var at = place(value);
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

    public HerdWrite Write(T value, long modified, long? expected = null) => new(Record(value, modified), expected);

    public T Read(HerdRecord record) => JsonSerializer.Deserialize<T>(record.Body, Json)!;
}

/// <summary>See the members of <see cref="HerdRecord"/>.</summary>
public readonly record struct HerdPlace(int FarmId, string Id, string Subject, long Time, long? Until);
