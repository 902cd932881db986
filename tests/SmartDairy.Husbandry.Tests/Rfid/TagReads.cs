using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Husbandry.Rfid;

namespace SmartDairy.Husbandry.Tests.Rfid;

/// <summary>Makes reads of one place's readers.</summary>
internal static class TagReads
{
    public const long Morning = 1_772_424_000_000;

    public static TagReading Read(
        double second, string? tag = "E200", int? antenna = 1, double rssi = -55, string? direction = null, string? animal = null,
        SightingKind sighting = SightingKind.Gate,
        string place = "NORTH", int count = 1, long? message = null)
    {
        var values = new double[Metrics.ForFamily(ReadingFamily.Rfid).Length];
        values.AsSpan().Fill(double.NaN);
        (values[0], values[3]) = (rssi, count);
        return new TagReading
        {
            DeviceId = "READER-1",
            FarmId = 1,
            Time = At(second),
            ReceivedAt = At(second),
            MessageId = message ?? ((long)(second * 1000) * 4) + (antenna ?? 0),
            Quality = 100,
            Values = values,
            Sighting = sighting,
            TagEpc = tag,
            AnimalId = animal,
            AntennaId = antenna,
            Direction = direction,
            PlaceId = place,
        };
    }

    public static TagReading Seen(double minute, string? tag = "E200", string? animal = null)
        => Read(minute * 60, tag, 1, animal: animal, sighting: SightingKind.Area, place: "BUNK-1");

    public static long At(double second) => Morning + (long)(second * 1000);

    public static PassageFold Gate() => new(1, "gate/NORTH");

    public static PassageFold Area() => new(1, "area/BUNK-1");

    public static IReadOnlyList<Passage> Fold(PassageFold fold, IEnumerable<TagReading> reads, double until = 1e6)
    {
        foreach (var read in reads)
        {
            fold.Add(read);
        }

        fold.Advance(At(until));
        return fold.DrainPassages();
    }

    /// <summary>Rows that stand after every read was taken by itself.</summary>
    public static IReadOnlyList<string> Rows(PassageFold fold, IEnumerable<TagReading> reads, double until = 1e6)
    {
        var rows = new SortedDictionary<string, Passage>(StringComparer.Ordinal);
        void Keep()
        {
            foreach (var passage in fold.DrainPassages())
            {
                rows[passage.Id] = passage;
            }
        }

        foreach (var read in reads)
        {
            fold.Add(read);
            Keep();
        }

        fold.Advance(At(until));
        Keep();
        return [.. rows.Values.Where(row => !row.Retracted).Select(Text)];
    }

    public static string Text(Passage passage)
        => $"{passage with { Antennas = [], DirectionConfidence = Math.Round(passage.DirectionConfidence, 9) }} {string.Join(",", passage.Antennas)}";
}
