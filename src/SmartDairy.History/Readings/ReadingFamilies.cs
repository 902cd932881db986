using SmartDairy.Contracts.Readings;
using SmartDairy.History.Database;

namespace SmartDairy.History.Readings;

/// <summary>
/// The columns that each family has beside those of all readings and its metrics. They read a reading whose common fields are empty.
/// </summary>
internal static class ReadingFamilies
{
    public static readonly Table<EnvironmentReading> Environment = new("environment", _ => new()
    {
        DeviceId = "",
        FarmId = 0,
        Time = 0,
        ReceivedAt = 0,
        MessageId = 0,
        Quality = 0,
        Values = [],
    });

    public static readonly Table<ActivityReading> Activity = new Table<ActivityReading>("activity", ReadActivity)
        .Text("animal", activity => activity.AnimalId)
        .Text("position", activity => activity.Position)
        .Text("fertility_status", activity => activity.FertilityStatus)
        .Bool("health_alert", activity => activity.HealthAlert);

    public static readonly Table<MilkingReading> Milking = new Table<MilkingReading>("milking", ReadMilking)
        .Text("animal", milking => milking.AnimalId)
        .Short("milking_phase", milking => (int)milking.Phase)
        .Text("session_id", milking => milking.SessionId)
        .Long("started_at", milking => milking.StartedAt)
        .Long("ended_at", milking => milking.EndedAt)
        .Bool("blood_detected", milking => milking.BloodDetected)
        .Bool("conductivity_alert", milking => milking.ConductivityAlert)
        .Bool("temperature_alert", milking => milking.TemperatureAlert)
        .Bool("incomplete_milking", milking => milking.IncompleteMilking);

    public static readonly Table<TagReading> Rfid = new Table<TagReading>("rfid", ReadTag)
        .Text("animal", tag => tag.AnimalId)
        .Short("sighting", tag => (int)tag.Sighting)
        .Text("tag_epc", tag => tag.TagEpc)
        .Int("antenna_id", tag => tag.AntennaId)
        .Text("direction", tag => tag.Direction)
        .Text("place_id", tag => tag.PlaceId);

    private static ActivityReading ReadActivity(RowReader row)
        => new()
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
            AnimalId = row.TextOrNull(),
            Position = row.TextOrNull(),
            FertilityStatus = row.TextOrNull(),
            HealthAlert = row.BoolOrNull(),
        };

    private static MilkingReading ReadMilking(RowReader row)
        => new()
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
            AnimalId = row.TextOrNull(),
            Phase = (MilkingPhase)row.Short(),
            SessionId = row.TextOrNull(),
            StartedAt = row.LongOrNull(),
            EndedAt = row.LongOrNull(),
            BloodDetected = row.BoolOrNull(),
            ConductivityAlert = row.BoolOrNull(),
            TemperatureAlert = row.BoolOrNull(),
            IncompleteMilking = row.BoolOrNull(),
        };

    private static TagReading ReadTag(RowReader row)
        => new()
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
            AnimalId = row.TextOrNull(),
            Sighting = (SightingKind)row.Short(),
            TagEpc = row.TextOrNull(),
            AntennaId = row.IntOrNull(),
            Direction = row.TextOrNull(),
            PlaceId = row.TextOrNull(),
        };
}
