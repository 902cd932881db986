using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

internal sealed class TagReadingTable()
    : ReadingTable("rfid", ReadingFamily.Rfid, "animal", "sighting", "tag_epc", "antenna_id", "direction", "place_id")
{
    protected override void EncodeFamilyColumns(CopyBuffer row, Reading reading)
    {
        var tag = (TagReading)reading;
        row.Text(tag.AnimalId);
        row.Short((int)tag.Sighting);
        row.Text(tag.TagEpc);
        row.Int(tag.AntennaId);
        row.Text(tag.Direction);
        row.Text(tag.PlaceId);
    }

    protected override Reading ReadFamilyColumns(NpgsqlDataReader row, int first)
        => new TagReading
        {
            DeviceId = "",
            FarmId = 0,
            Time = 0,
            ReceivedAt = 0,
            MessageId = 0,
            Quality = 0,
            Values = [],
            AnimalId = row.TextOrNull(first),
            Sighting = (SightingKind)row.GetInt16(first + 1),
            TagEpc = row.TextOrNull(first + 2),
            AntennaId = row.IntOrNull(first + 3),
            Direction = row.TextOrNull(first + 4),
            PlaceId = row.TextOrNull(first + 5),
        };
}
