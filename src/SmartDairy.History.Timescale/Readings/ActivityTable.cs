using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

internal sealed class ActivityTable()
    : FamilyTable("activity", ReadingFamily.Activity, "animal", "position", "fertility_status", "health_alert")
{
    protected override void EncodeOwn(CopyBuffer row, Reading reading)
    {
        var activity = (ActivityReading)reading;
        row.Text(activity.AnimalId);
        row.Text(activity.Position);
        row.Text(activity.FertilityStatus);
        row.Flag(activity.HealthAlert);
    }

    protected override Reading ReadOwn(NpgsqlDataReader row, int first)
        => new ActivityReading
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
            AnimalId = row.Text(first),
            Position = row.Text(first + 1),
            FertilityStatus = row.Text(first + 2),
            HealthAlert = row.FlagOrNull(first + 3),
        };
}
