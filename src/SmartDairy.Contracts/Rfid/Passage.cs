using System.Text.Json.Serialization;

namespace SmartDairy.Contracts.Rfid;

/// <summary>
/// One stay of an animal or an unknown tag at a gate or in an area, combined from all reads of all antennas. Times are Unix milliseconds,
/// UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("passage")]
public sealed record Passage
{
    /// <summary>Unique on the farm and independent of the number and order of the reads; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary><c>gate/NORTH</c> or <c>area/BUNK-1</c>.</summary>
    [Id(2)] public required string Place { get; init; }

    /// <summary>The tag's electronic product code (EPC); null when only the animal was named.</summary>
    [Id(3)] public string? TagEpc { get; init; }

    /// <summary>The animal that wore the tag at that time; null when unknown.</summary>
    [Id(4)] public string? AnimalId { get; init; }

    [Id(5)] public required long StartedAt { get; init; }

    [Id(6)] public required long EndedAt { get; init; }

    /// <summary>Number of messages, each with one or more reads.</summary>
    [Id(7)] public required int Sightings { get; init; }

    /// <summary>Total reads counted by the readers; equals the number of messages when the readers do not count.</summary>
    [Id(8)] public required int Reads { get; init; }

    /// <summary>Antennas that read the tag, ascending.</summary>
    [Id(9)] public IReadOnlyList<int> Antennas { get; init; } = [];

    /// <summary>Strongest signal, dBm; null when not reported.</summary>
    [Id(10)] public double? StrongestRssi { get; init; }

    [Id(11)] public PassageDirection Direction { get; init; }

    /// <summary>Confidence of the direction, 0 (a guess) to 1 (certain).</summary>
    [Id(12)] public double DirectionConfidence { get; init; }

    [Id(13)] public PassageState State { get; init; }

    /// <summary>See <see cref="PassageState.Retracted"/>.</summary>
    [JsonIgnore]
    public bool Retracted => State == PassageState.Retracted;
}
