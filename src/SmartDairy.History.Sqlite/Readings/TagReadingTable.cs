using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

internal sealed class TagReadingTable()
    : ReadingTable("rfid", ReadingFamily.Rfid, "animal", "sighting", "tag_epc", "antenna_id", "direction", "place_id")
{
    protected override void BindFamilyColumns(SqliteStatement insert, Reading reading, int first)
    {
        var tag = (TagReading)reading;
        insert.Bind(first, tag.AnimalId);
        insert.Bind(first + 1, (long)tag.Sighting);
        insert.Bind(first + 2, tag.TagEpc);
        insert.Bind(first + 3, tag.AntennaId);
        insert.Bind(first + 4, tag.Direction);
        insert.Bind(first + 5, tag.PlaceId);
    }

    protected override Reading ReadFamilyColumns(SqliteStatement row, int first)
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
            Sighting = (SightingKind)row.Int(first + 1),
            TagEpc = row.TextOrNull(first + 2),
            AntennaId = row.IntOrNull(first + 3),
            Direction = row.TextOrNull(first + 4),
            PlaceId = row.TextOrNull(first + 5),
        };
}
