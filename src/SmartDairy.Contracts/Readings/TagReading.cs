namespace SmartDairy.Contracts.Readings;

/// <summary>A sighting of a tag by an RFID reader.</summary>
[GenerateSerializer, Immutable, Alias("reading-tag")]
public sealed record TagReading : Reading
{
    [Id(0)] public required SightingKind Sighting { get; init; }

    /// <summary>The tag's electronic product code (EPC) as sent; null when the message names only the animal.</summary>
    [Id(1)] public string? TagEpc { get; init; }

    /// <summary>The animal wearing the tag; null when the message does not name it.</summary>
    [Id(2)] public string? AnimalId { get; init; }

    /// <summary>Null when not reported.</summary>
    [Id(3)] public int? AntennaId { get; init; }

    /// <summary>Direction as sent, e.g. <c>inbound</c> or <c>outbound</c>; null when not reported.</summary>
    [Id(4)] public string? Direction { get; init; }

    /// <summary>The gate or area of the sighting; null when unknown.</summary>
    [Id(5)] public string? PlaceId { get; init; }

    public override ReadingFamily Family => ReadingFamily.Rfid;

    public override string? SubjectAnimalId => AnimalId;
}
