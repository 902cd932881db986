using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

internal sealed class ActivityReadingTable()
    : ReadingTable("activity", ReadingFamily.Activity, "animal", "position", "fertility_status", "health_alert")
{
    protected override void BindFamilyColumns(SqliteStatement insert, Reading reading, int first)
    {
        var activity = (ActivityReading)reading;
        insert.Bind(first, activity.AnimalId);
        insert.Bind(first + 1, activity.Position);
        insert.Bind(first + 2, activity.FertilityStatus);
        insert.Bind(first + 3, activity.HealthAlert);
    }

    protected override Reading ReadFamilyColumns(SqliteStatement row, int first)
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
