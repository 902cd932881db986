using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

internal sealed class MilkingReadingTable()
    : ReadingTable(
        "milking",
        ReadingFamily.Milking,
        "animal",
        "milking_phase",
        "session_id",
        "started_at",
        "ended_at",
        "blood_detected",
        "conductivity_alert",
        "temperature_alert",
        "incomplete_milking")
{
    protected override void BindFamilyColumns(SqliteStatement insert, Reading reading, int first)
    {
        var milking = (MilkingReading)reading;
        insert.Bind(first, milking.AnimalId);
        insert.Bind(first + 1, (long)milking.Phase);
        insert.Bind(first + 2, milking.SessionId);
        insert.Bind(first + 3, milking.StartedAt);
        insert.Bind(first + 4, milking.EndedAt);
        insert.Bind(first + 5, milking.BloodDetected);
        insert.Bind(first + 6, milking.ConductivityAlert);
        insert.Bind(first + 7, milking.TemperatureAlert);
        insert.Bind(first + 8, milking.IncompleteMilking);
    }

    protected override Reading ReadFamilyColumns(SqliteStatement row, int first)
        => new MilkingReading
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
            AnimalId = row.TextOrNull(first),
            Phase = (MilkingPhase)row.Int(first + 1),
            SessionId = row.TextOrNull(first + 2),
            StartedAt = row.LongOrNull(first + 3),
            EndedAt = row.LongOrNull(first + 4),
            BloodDetected = row.BoolOrNull(first + 5),
            ConductivityAlert = row.BoolOrNull(first + 6),
            TemperatureAlert = row.BoolOrNull(first + 7),
            IncompleteMilking = row.BoolOrNull(first + 8),
        };
}
