using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

internal sealed class EnvironmentReadingTable() : ReadingTable("environment", ReadingFamily.Environment)
{
    public override bool HasAnimalColumn => false;

    protected override void BindFamilyColumns(SqliteStatement insert, Reading reading, int first)
    {
        // The family has no fields of its own.
    }

    protected override Reading ReadFamilyColumns(SqliteStatement row, int first)
        => new EnvironmentReading
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
        };
}
