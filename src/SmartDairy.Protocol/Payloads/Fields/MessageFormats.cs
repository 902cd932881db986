using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>The known members of each kind of message.</summary>
internal static class MessageFormats
{
    private static readonly PayloadField[] Envelope =
    [
        new("timestamp", PayloadFieldKind.Timestamp),
        new("quality_score", PayloadFieldKind.QualityScore),
        new("message_id", PayloadFieldKind.MessageId),
        new("seq", PayloadFieldKind.Sequence),
        new("batch", PayloadFieldKind.Batch),
        new("device_id", PayloadFieldKind.Identity, (int)IdentityField.Device),
        new("farm_id", PayloadFieldKind.Identity, (int)IdentityField.Farm),
        new("sensor_type", PayloadFieldKind.Ignored),
        new("firmware_version", PayloadFieldKind.FreeText, (int)TextSlot.FirmwareVersion),
    ];

    private static readonly PayloadField[] Place =
    [
        new("barn_id", PayloadFieldKind.Identity, (int)IdentityField.Barn),
        new("zone_id", PayloadFieldKind.Identity, (int)IdentityField.Zone),
    ];

    private static readonly string[] Health = [Metrics.BatteryLevel, Metrics.SignalStrength];

    private static readonly PayloadFieldTable Environment = new([
        .. Envelope,
        .. Place,
        .. MetricFields(ReadingFamily.Environment, Health),
        new PayloadField(
            "readings", PayloadFieldKind.Group, Group: new PayloadFieldTable([.. MetricFieldsExcept(ReadingFamily.Environment, Health)])),
    ]);

    private static readonly PayloadFieldTable Activity = new([
        .. Envelope,
        .. Place,
        .. MetricFieldsExcept(ReadingFamily.Activity),
        new PayloadField("animal_id", PayloadFieldKind.Identity, (int)IdentityField.Animal),
        new PayloadField("position", PayloadFieldKind.FreeText, (int)TextSlot.Position),
        new PayloadField("fertility_status", PayloadFieldKind.FreeText, (int)TextSlot.FertilityStatus),
        new PayloadField("health_alert", PayloadFieldKind.Flag, (int)FlagSlot.HealthAlert),
    ]);

    private static readonly PayloadFieldTable Milking = new([
        .. Envelope,
        .. Place,
        .. MetricFields(ReadingFamily.Milking, Health),
        new PayloadField("parlor_id", PayloadFieldKind.Identity, (int)IdentityField.Parlor),
        new PayloadField("stall_id", PayloadFieldKind.Identity, (int)IdentityField.Stall),
        new PayloadField("session_id", PayloadFieldKind.MachineCode, (int)TextSlot.SessionId),
        new PayloadField("animal_id", PayloadFieldKind.Identifier, (int)TextSlot.AnimalId),
        new PayloadField("session_data", PayloadFieldKind.Group, Group: new PayloadFieldTable([
            new PayloadField("start_time", PayloadFieldKind.Time, (int)TimeSlot.StartedAt),
            new PayloadField("end_time", PayloadFieldKind.Time, (int)TimeSlot.EndedAt),
            .. MetricFields(ReadingFamily.Milking, "duration_seconds"),
        ])),
        new PayloadField("milk_data", PayloadFieldKind.Group, Group: new PayloadFieldTable([
            .. MetricFieldsExcept(ReadingFamily.Milking, [.. Health, "duration_seconds"]),
            new PayloadField("temperature_celsius", PayloadFieldKind.Metric, Metrics.Find(ReadingFamily.Milking, "temperature_c")!.Index),
        ])),
        new PayloadField("quality_flags", PayloadFieldKind.Group, Group: new PayloadFieldTable([
            new PayloadField("blood_detected", PayloadFieldKind.Flag, (int)FlagSlot.BloodDetected),
            new PayloadField("conductivity_alert", PayloadFieldKind.Flag, (int)FlagSlot.ConductivityAlert),
            new PayloadField("temperature_alert", PayloadFieldKind.Flag, (int)FlagSlot.TemperatureAlert),
            new PayloadField("incomplete_milking", PayloadFieldKind.Flag, (int)FlagSlot.IncompleteMilking),
        ])),
    ]);

    private static readonly PayloadField[] Reader =
    [
        .. Envelope,
        .. Place,
        .. MetricFieldsExcept(ReadingFamily.Rfid),
        new("reader_id", PayloadFieldKind.Identity, (int)IdentityField.Device),
        new("antenna_id", PayloadFieldKind.AntennaId),
        new("tag_epc", PayloadFieldKind.MachineCode, (int)TextSlot.TagEpc),
        new("direction", PayloadFieldKind.FreeText, (int)TextSlot.Direction),
    ];

    private static readonly PayloadFieldTable Sighting = new([
        .. Reader,
        new PayloadField("animal_id", PayloadFieldKind.Identifier, (int)TextSlot.AnimalId),
        new PayloadField("gate_id", PayloadFieldKind.Identity, (int)IdentityField.Gate),
        new PayloadField("area_id", PayloadFieldKind.Identity, (int)IdentityField.Area),
    ]);

    private static readonly PayloadFieldTable Location = new([
        .. Reader,
        new PayloadField("animal_id", PayloadFieldKind.Identity, (int)IdentityField.TopicAnimal),
        new PayloadField("gate_id", PayloadFieldKind.Identifier, (int)TextSlot.GateId),
        new PayloadField("area_id", PayloadFieldKind.Identifier, (int)TextSlot.AreaId),
    ]);

    /// <summary>
    /// The members of a message with readings; null when the topic kind carries no readings or does not match the device type.
    /// </summary>
    public static PayloadFieldTable? Find(TopicKind kind, DeviceType type) => (kind, type) switch
    {
        (TopicKind.SensorTelemetry, DeviceType.EnvironmentalSensor) => Environment,
        (TopicKind.ActivityTelemetry or TopicKind.HealthStatus or TopicKind.FertilityHeat, DeviceType.ActivityCollar) => Activity,
        (TopicKind.SessionStart or TopicKind.SessionData or TopicKind.SessionEnd, DeviceType.MilkMeter) => Milking,
        (TopicKind.GateTagRead or TopicKind.AreaPresence, DeviceType.RfidReader) => Sighting,
        (TopicKind.AnimalLocation, DeviceType.RfidReader) => Location,
        _ => null,
    };

    /// <summary>The reading family of a topic kind; null when the kind carries no readings.</summary>
    public static ReadingFamily? FindFamily(TopicKind kind) => kind switch
    {
        TopicKind.SensorTelemetry => ReadingFamily.Environment,
        TopicKind.ActivityTelemetry or TopicKind.HealthStatus or TopicKind.FertilityHeat => ReadingFamily.Activity,
        TopicKind.SessionStart or TopicKind.SessionData or TopicKind.SessionEnd => ReadingFamily.Milking,
        TopicKind.GateTagRead or TopicKind.AreaPresence or TopicKind.AnimalLocation => ReadingFamily.Rfid,
        _ => null,
    };

    private static IEnumerable<PayloadField> MetricFields(ReadingFamily family, params string[] names)
        => names.Select(name => new PayloadField(name, PayloadFieldKind.Metric, Metrics.Find(family, name)!.Index));

    private static IEnumerable<PayloadField> MetricFieldsExcept(ReadingFamily family, params string[] names)
        => Metrics.ForFamily(family).ToArray().Where(metric => !names.Contains(metric.Name))
        .Select(metric => new PayloadField(metric.Name, PayloadFieldKind.Metric, metric.Index));
}
