using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

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
    protected override void EncodeFamilyColumns(CopyBuffer row, Reading reading)
    {
        var milking = (MilkingReading)reading;
        row.Text(milking.AnimalId);
        row.Short((int)milking.Phase);
        row.Text(milking.SessionId);
        row.Long(milking.StartedAt);
        row.Long(milking.EndedAt);
        row.Bool(milking.BloodDetected);
        row.Bool(milking.ConductivityAlert);
        row.Bool(milking.TemperatureAlert);
        row.Bool(milking.IncompleteMilking);
    }

    protected override Reading ReadFamilyColumns(NpgsqlDataReader row, int first)
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
            Phase = (MilkingPhase)row.GetInt16(first + 1),
            SessionId = row.TextOrNull(first + 2),
            StartedAt = row.LongOrNull(first + 3),
            EndedAt = row.LongOrNull(first + 4),
            BloodDetected = row.BoolOrNull(first + 5),
            ConductivityAlert = row.BoolOrNull(first + 6),
            TemperatureAlert = row.BoolOrNull(first + 7),
            IncompleteMilking = row.BoolOrNull(first + 8),
        };
}
