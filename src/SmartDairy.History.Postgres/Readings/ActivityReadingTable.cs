using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

internal sealed class ActivityReadingTable()
    : ReadingTable("activity", ReadingFamily.Activity, "animal", "position", "fertility_status", "health_alert")
{
    protected override void EncodeFamilyColumns(CopyBuffer row, Reading reading)
    {
        var activity = (ActivityReading)reading;
        row.Text(activity.AnimalId);
        row.Text(activity.Position);
        row.Text(activity.FertilityStatus);
        row.Bool(activity.HealthAlert);
    }

    protected override Reading ReadFamilyColumns(NpgsqlDataReader row, int first)
        => new ActivityReading
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
            AnimalId = row.TextOrNull(first),
            Position = row.TextOrNull(first + 1),
            FertilityStatus = row.TextOrNull(first + 2),
            HealthAlert = row.BoolOrNull(first + 3),
        };
}
