using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Contracts.Decoding;

/// <summary>The members that each kind of message is known to have.</summary>
internal static class Formats
{
    private static readonly Field[] Envelope =
    [
        new("timestamp", FieldKind.Timestamp),
        new("quality_score", FieldKind.QualityScore),
        new("message_id", FieldKind.MessageId),
        new("seq", FieldKind.Sequence),
        new("batch", FieldKind.Batch),
        new("device_id", FieldKind.Identity, (int)IdentityField.Device),
        new("farm_id", FieldKind.Identity, (int)IdentityField.Farm),
        new("sensor_type", FieldKind.Ignored),
        new("firmware_version", FieldKind.FreeText, (int)TextSlot.FirmwareVersion),
    ];

    private static readonly Field[] Place =
    [
        new("barn_id", FieldKind.Identity, (int)IdentityField.Barn),
        new("zone_id", FieldKind.Identity, (int)IdentityField.Zone),
    ];

    private static readonly string[] Health = [Metrics.BatteryLevel, Metrics.SignalStrength];

    private static readonly FieldTable Environment = new([
        .. Envelope,
        .. Place,
        .. Only(ReadingFamily.Environment, Health),
        new Field("readings", FieldKind.Group, Group: new FieldTable([.. Except(ReadingFamily.Environment, Health)])),
    ]);

    private static readonly FieldTable Activity = new([
        .. Envelope,
        .. Place,
        .. Except(ReadingFamily.Activity),
        new Field("animal_id", FieldKind.Identity, (int)IdentityField.Animal),
        new Field("position", FieldKind.FreeText, (int)TextSlot.Position),
        new Field("fertility_status", FieldKind.FreeText, (int)TextSlot.FertilityStatus),
        new Field("health_alert", FieldKind.Flag, (int)FlagSlot.HealthAlert),
    ]);

    private static readonly FieldTable Milking = new([
        .. Envelope,
        .. Place,
        .. Only(ReadingFamily.Milking, Health),
        new Field("parlor_id", FieldKind.Identity, (int)IdentityField.Parlor),
        new Field("stall_id", FieldKind.Identity, (int)IdentityField.Stall),
        new Field("session_id", FieldKind.Code, (int)TextSlot.SessionId),
        new Field("animal_id", FieldKind.Name, (int)TextSlot.AnimalId),
        new Field("session_data", FieldKind.Group, Group: new FieldTable([
            new Field("start_time", FieldKind.Time, (int)TimeSlot.StartedAt),
            new Field("end_time", FieldKind.Time, (int)TimeSlot.EndedAt),
            .. Only(ReadingFamily.Milking, "duration_seconds"),
        ])),
        new Field("milk_data", FieldKind.Group, Group: new FieldTable([
            .. Except(ReadingFamily.Milking, [.. Health, "duration_seconds"]),
            new Field("temperature_celsius", FieldKind.Metric, Metrics.Find(ReadingFamily.Milking, "temperature_c")!.Index),
        ])),
        new Field("quality_flags", FieldKind.Group, Group: new FieldTable([
            new Field("blood_detected", FieldKind.Flag, (int)FlagSlot.BloodDetected),
            new Field("conductivity_alert", FieldKind.Flag, (int)FlagSlot.ConductivityAlert),
            new Field("temperature_alert", FieldKind.Flag, (int)FlagSlot.TemperatureAlert),
            new Field("incomplete_milking", FieldKind.Flag, (int)FlagSlot.IncompleteMilking),
        ])),
    ]);

    private static readonly Field[] Reader =
    [
        .. Envelope,
        .. Place,
        .. Except(ReadingFamily.Rfid),
        new("reader_id", FieldKind.Identity, (int)IdentityField.Device),
        new("antenna_id", FieldKind.Antenna),
        new("tag_epc", FieldKind.Code, (int)TextSlot.TagEpc),
        new("direction", FieldKind.FreeText, (int)TextSlot.Direction),
    ];

    private static readonly FieldTable Sighting = new([
        .. Reader,
        new Field("animal_id", FieldKind.Name, (int)TextSlot.AnimalId),
        new Field("gate_id", FieldKind.Identity, (int)IdentityField.Gate),
        new Field("area_id", FieldKind.Identity, (int)IdentityField.Area),
    ]);

    private static readonly FieldTable Location = new([
        .. Reader,
        new Field("animal_id", FieldKind.Identity, (int)IdentityField.TopicAnimal),
        new Field("gate_id", FieldKind.Name, (int)TextSlot.GateId),
        new Field("area_id", FieldKind.Name, (int)TextSlot.AreaId),
    ]);

    /// <summary>The members of a reading's message. Null when the kind carries no readings or the device is of another type.</summary>
    public static FieldTable? Of(TopicKind kind, DeviceType type) => (kind, type) switch
    {
        (TopicKind.SensorTelemetry, DeviceType.EnvironmentalSensor) => Environment,
        (TopicKind.ActivityTelemetry or TopicKind.HealthStatus or TopicKind.FertilityHeat, DeviceType.ActivityCollar) => Activity,
        (TopicKind.SessionStart or TopicKind.SessionData or TopicKind.SessionEnd, DeviceType.MilkMeter) => Milking,
        (TopicKind.GateTagRead or TopicKind.AreaPresence, DeviceType.RfidReader) => Sighting,
        (TopicKind.AnimalLocation, DeviceType.RfidReader) => Location,
        _ => null,
    };

    /// <summary>The family whose readings a kind of topic carries; null when it carries none.</summary>
    public static ReadingFamily? Family(TopicKind kind) => kind switch
    {
        TopicKind.SensorTelemetry => ReadingFamily.Environment,
        TopicKind.ActivityTelemetry or TopicKind.HealthStatus or TopicKind.FertilityHeat => ReadingFamily.Activity,
        TopicKind.SessionStart or TopicKind.SessionData or TopicKind.SessionEnd => ReadingFamily.Milking,
        TopicKind.GateTagRead or TopicKind.AreaPresence or TopicKind.AnimalLocation => ReadingFamily.Rfid,
        _ => null,
    };

    private static IEnumerable<Field> Only(ReadingFamily family, params string[] names)
        => names.Select(name => new Field(name, FieldKind.Metric, Metrics.Find(family, name)!.Index));

    private static IEnumerable<Field> Except(ReadingFamily family, params string[] names)
        => Metrics.Of(family).ToArray().Where(metric => !names.Contains(metric.Name)).Select(metric => new Field(metric.Name, FieldKind.Metric, metric.Index));
}
