using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Readings;

internal sealed class EnvironmentTable() : FamilyTable("environment", ReadingFamily.Environment)
{
    public override bool HasAnimals => false;

    protected override void BindOwn(Statement insert, Reading reading, int first)
    {
        // The family has no fields of its own.
    }

    protected override Reading ReadOwn(Statement row, int first)
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
