using System.Text.Json.Serialization;

namespace SmartDairy.Contracts.Rfid;

/// <summary>One animal, or one unknown tag, at one gate or in one area: all reads of all antennas folded into one. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("passage")]
public sealed record Passage
{
    /// <summary>Unique on the farm, the same however often and in whatever order its reads come; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary><c>gate/NORTH</c> or <c>area/BUNK-1</c>.</summary>
    [Id(2)] public required string Place { get; init; }

    /// <summary>The tag's electronic product code; null when only the animal was named.</summary>
    [Id(3)] public string? TagEpc { get; init; }

    /// <summary>Who wore the tag then; null when nobody is known to.</summary>
    [Id(4)] public string? AnimalId { get; init; }

    [Id(5)] public required long StartedAt { get; init; }

    [Id(6)] public required long EndedAt { get; init; }

    /// <summary>Messages, each of one or more reads.</summary>
    [Id(7)] public required int Sightings { get; init; }

    /// <summary>Sum of what the readers counted; as many as messages when they did not count.</summary>
    [Id(8)] public required int Reads { get; init; }

    /// <summary>Which antennas saw it, ascending.</summary>
    [Id(9)] public IReadOnlyList<int> Antennas { get; init; } = [];

    /// <summary>dBm; null when no reader said.</summary>
    [Id(10)] public double? StrongestRssi { get; init; }

    [Id(11)] public PassageDirection Direction { get; init; }

    /// <summary>0 (a guess) to 1 (certain).</summary>
    [Id(12)] public double DirectionConfidence { get; init; }

    [Id(13)] public PassageState State { get; init; }

    /// <summary>See <see cref="PassageState.Retracted"/>.</summary>
    [JsonIgnore]
    public bool Retracted => State == PassageState.Retracted;
}
