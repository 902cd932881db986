namespace SmartDairy.Contracts.Readings;

/// <summary>A tag seen by an RFID reader.</summary>
[GenerateSerializer, Immutable, Alias("reading-tag")]
public sealed record TagReading : Reading
{
    [Id(0)] public required SightingKind Sighting { get; init; }

    /// <summary>The tag's electronic product code, as sent; null for a location message without one.</summary>
    [Id(1)] public string? TagEpc { get; init; }

    /// <summary>The animal wearing the tag, when the message named it; else null.</summary>
    [Id(2)] public string? AnimalId { get; init; }

    /// <summary>Null when the reader did not say.</summary>
    [Id(3)] public int? AntennaId { get; init; }

    /// <summary>E.g. <c>inbound</c>, <c>outbound</c>; null when the reader did not say.</summary>
    [Id(4)] public string? Direction { get; init; }

    /// <summary>The gate or area of the sighting.</summary>
    [Id(5)] public string? PlaceId { get; init; }

    public override ReadingFamily Family => ReadingFamily.Rfid;

    public override string? SubjectAnimalId => AnimalId;
}
