using SmartDairy.Contracts;

namespace SmartDairy.Protocol.Topics;

/// <summary>
/// A topic taken apart: a view into its text, without allocation. A text is a topic only when it is, level by level and in ASCII, one of the
/// shapes of <see cref="TopicKind"/>: numbers are 1 to 2,147,483,647 without leading zeros, names are <see cref="Identifier"/>s. So
/// <c>Format()</c> of a parsed topic is always the text it was parsed from, and no two texts mean the same.
/// </summary>
public readonly struct Topic
{
    private readonly string _text;
    private readonly TopicLayout _shape;

    private Topic(string text, in TopicLayout shape)
    {
        _text = text;
        _shape = shape;
    }

    public TopicKind Kind => _shape.Kind;

    public int FarmId => _shape.FarmId;

    /// <summary>0 when the topic names no barn.</summary>
    public int BarnId => _shape.BarnId;

    /// <summary>0 when the topic names no zone.</summary>
    public int ZoneId => _shape.ZoneId;

    /// <summary>0 when the topic names no parlor.</summary>
    public int ParlorId => _shape.ParlorId;

    /// <summary>0 when the topic names no stall.</summary>
    public int StallId => _shape.StallId;

    /// <summary>
    /// The leading levels that belong to one device, as in <see cref="Contracts.Devices.DeviceRegistration.TopicPrefix"/>. Empty for parlor status, animal
    /// location, alerts and farm configuration: no one device owns those, the sender's own identity decides.
    /// </summary>
    public ReadOnlySpan<char> DevicePrefix => _text.AsSpan(0, _shape.PrefixLength);

    /// <summary>The sensor, animal, gate, area, device or configuration target; empty for milking and alerts.</summary>
    public ReadOnlySpan<char> Id => _text.AsSpan(_shape.Id);

    /// <summary>Of an alert, e.g. <c>warning</c>; else empty.</summary>
    public ReadOnlySpan<char> Severity => Kind == TopicKind.Alert ? _text.AsSpan(_shape.FirstName) : default;

    /// <summary>Of an alert, e.g. <c>environment</c>; else empty.</summary>
    public ReadOnlySpan<char> Category => Kind == TopicKind.Alert ? _text.AsSpan(_shape.SecondName) : default;

    /// <summary>Of a farm configuration, e.g. <c>device</c>; else empty.</summary>
    public ReadOnlySpan<char> ConfigType => Kind == TopicKind.FarmConfig ? _text.AsSpan(_shape.FirstName) : default;

    /// <summary>False, with a topic that must not be used, for every text that is not exactly a known topic. Never throws.</summary>
    public static bool TryParse(string text, out Topic topic)
    {
        if (text is null || !TopicLayout.TryParse(text, out var shape))
        {
            topic = default;
            return false;
        }

        topic = new Topic(text, shape);
        return true;
    }

    /// <summary>The topic written anew from its parts.</summary>
    public string Format() => Kind switch
    {
        TopicKind.SensorTelemetry => $"dairy/farm/{FarmId}/barn/{BarnId}/zone/{ZoneId}/sensor/{Id}/telemetry",
        TopicKind.SensorCommand => $"dairy/farm/{FarmId}/barn/{BarnId}/zone/{ZoneId}/sensor/{Id}/command",
        TopicKind.SensorConfig => $"dairy/farm/{FarmId}/barn/{BarnId}/zone/{ZoneId}/sensor/{Id}/config",
        TopicKind.SensorStatus => $"dairy/farm/{FarmId}/barn/{BarnId}/zone/{ZoneId}/sensor/{Id}/status",
        TopicKind.ActivityTelemetry => $"dairy/farm/{FarmId}/animal/{Id}/activity/telemetry",
        TopicKind.ActivityCommand => $"dairy/farm/{FarmId}/animal/{Id}/activity/command",
        TopicKind.HealthStatus => $"dairy/farm/{FarmId}/animal/{Id}/health/status",
        TopicKind.FertilityHeat => $"dairy/farm/{FarmId}/animal/{Id}/fertility/heat",
        TopicKind.SessionStart => $"dairy/farm/{FarmId}/milking/parlor/{ParlorId}/stall/{StallId}/session/start",
        TopicKind.SessionData => $"dairy/farm/{FarmId}/milking/parlor/{ParlorId}/stall/{StallId}/session/data",
        TopicKind.SessionEnd => $"dairy/farm/{FarmId}/milking/parlor/{ParlorId}/stall/{StallId}/session/end",
        TopicKind.ParlorStatus => $"dairy/farm/{FarmId}/milking/parlor/{ParlorId}/status",
        TopicKind.GateTagRead => $"dairy/farm/{FarmId}/rfid/gate/{Id}/tag/read",
        TopicKind.AreaPresence => $"dairy/farm/{FarmId}/rfid/area/{Id}/presence",
        TopicKind.AnimalLocation => $"dairy/farm/{FarmId}/rfid/animal/{Id}/location",
        TopicKind.DeviceStatus => $"system/farm/{FarmId}/device/{Id}/status",
        TopicKind.Alert => $"dairy/farm/{FarmId}/alert/{Severity}/{Category}",
        _ => $"dairy/farm/{FarmId}/config/{ConfigType}/{Id}",
    };

    public override string ToString() => _text is null ? "" : Format();
}
