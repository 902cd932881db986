using Npgsql;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.History.Postgres.Readings;

internal sealed class EnvironmentReadingTable() : ReadingTable("environment", ReadingFamily.Environment)
{
    public override bool HasAnimalColumn => false;

    protected override void EncodeFamilyColumns(CopyBuffer row, Reading reading)
    {
        // The family has no fields of its own.
    }

    protected override Reading ReadFamilyColumns(NpgsqlDataReader row, int first)
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
