using Npgsql;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.History.Timescale.Readings;

internal sealed class EnvironmentTable() : FamilyTable("environment", ReadingFamily.Environment)
{
    public override bool HasAnimals => false;

    protected override void EncodeOwn(CopyBuffer row, Reading reading)
    {
        // The family has no fields of its own.
    }

    protected override Reading ReadOwn(NpgsqlDataReader row, int first)
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
