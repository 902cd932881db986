namespace SmartDairy.Contracts.Rfid;

/// <summary>A tag that was read at a place but is not assigned to an animal. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("unknown-tag")]
public sealed record UnknownTag
{
    [Id(0)] public required int FarmId { get; init; }

    /// <summary>The tag's electronic product code (EPC).</summary>
    [Id(1)] public required string TagEpc { get; init; }

    /// <summary><c>gate/NORTH</c> or <c>area/BUNK-1</c>.</summary>
    [Id(2)] public required string Place { get; init; }

    [Id(3)] public required long FirstSeen { get; init; }

    [Id(4)] public required long LastSeen { get; init; }
}
