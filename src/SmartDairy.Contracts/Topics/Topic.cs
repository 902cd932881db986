namespace SmartDairy.Contracts.Topics;

/// <summary>
/// A parsed topic: a view into its text, without allocation. Only the topic parser makes one, so every topic is one of the shapes of
/// <see cref="TopicKind"/>, and <see cref="Format"/> returns the text it was parsed from. The default value is no topic.
/// </summary>
public readonly struct Topic
{
    private readonly string? _text;
    private readonly int _firstNumber;
    private readonly int _secondNumber;
    private readonly byte _kind;
    private readonly byte _prefixLength;
    private readonly TopicName _id;
    private readonly TopicName _firstName;
    private readonly TopicName _secondName;

    internal Topic(
        string text, TopicKind kind, int farmId, (int First, int Second) numbers, int prefixLength, TopicName id,
        (TopicName First, TopicName Second) names)
    {
        _text = text;
        FarmId = farmId;
        _kind = (byte)kind;
        (_firstNumber, _secondNumber) = numbers;
        _prefixLength = (byte)prefixLength;
        _id = id;
        (_firstName, _secondName) = names;
    }

    /// <summary>True for the default value, which is no topic and must not be used otherwise.</summary>
    public bool IsDefault => _text is null;

    /// <summary>The shape of the topic, and so the kind of message it carries.</summary>
    public TopicKind Kind => (TopicKind)_kind;

    /// <summary>The farm, 1 or more. Every topic names one.</summary>
    public int FarmId { get; }

    /// <summary>The barn; 0 when the topic names no barn.</summary>
    public int BarnId => Kind <= TopicKind.SensorStatus ? _firstNumber : 0;

    /// <summary>The zone; 0 when the topic names no zone.</summary>
    public int ZoneId => Kind <= TopicKind.SensorStatus ? _secondNumber : 0;

    /// <summary>The milking parlor; 0 when the topic names no parlor.</summary>
    public int ParlorId => Kind <= TopicKind.SensorStatus ? 0 : _firstNumber;

    /// <summary>The stall of the parlor; 0 when the topic names no stall.</summary>
    public int StallId => Kind <= TopicKind.SensorStatus ? 0 : _secondNumber;

    /// <summary>
    /// The leading levels that belong to one device, as in <see cref="Devices.DeviceRegistration.TopicPrefix"/>. Empty for parlor status,
    /// animal location, alerts and farm configuration: no single device owns those, the sender's identity decides.
    /// </summary>
    public ReadOnlySpan<char> DevicePrefix => _text.AsSpan(0, _prefixLength);

    /// <summary>The sensor, animal, gate, area, device or configuration target; empty for milking and alerts.</summary>
    public ReadOnlySpan<char> Id => _id.In(_text);

    /// <summary>The severity of an alert, e.g. <c>warning</c>; empty for other topics.</summary>
    public ReadOnlySpan<char> Severity => Kind == TopicKind.Alert ? _firstName.In(_text) : default;

    /// <summary>The category of an alert, e.g. <c>environment</c>; empty for other topics.</summary>
    public ReadOnlySpan<char> Category => Kind == TopicKind.Alert ? _secondName.In(_text) : default;

    /// <summary>The type of a farm configuration, e.g. <c>device</c>; empty for other topics.</summary>
    public ReadOnlySpan<char> ConfigType => Kind == TopicKind.FarmConfig ? _firstName.In(_text) : default;

    /// <summary>True for topics that devices subscribe to and must not publish on: commands, configuration and alerts.</summary>
    public bool IsForDevices
        => Kind is TopicKind.SensorCommand or TopicKind.SensorConfig or TopicKind.ActivityCommand
            or TopicKind.Alert or TopicKind.FarmConfig;

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
