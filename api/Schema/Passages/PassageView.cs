using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>One passage of a tag through a gate, or one stay in an area, combined from all reads of all antennas.</summary>
[Name("Passage")]
public sealed class PassageView
{
    private readonly Passage _passage;

    private PassageView(Passage passage) => _passage = passage;

    /// <summary>Id of the passage, unique on the farm.</summary>
    [Id]
    public string Id => _passage.Id;

    /// <summary>Gate or area the tag was read at, such as gate/NORTH or area/BUNK-1.</summary>
    public string Place => _passage.Place;

    /// <summary>Electronic product code (EPC) of the tag; null when the reader named only the animal.</summary>
    public string? TagEpc => _passage.TagEpc;

    /// <summary>Id of the animal that wore the tag at that time; null when unknown.</summary>
    [Id]
    public string? AnimalId => _passage.AnimalId;

    /// <summary>Time at which the tag was first read.</summary>
    public DateTimeOffset StartedAt => _passage.StartedAt.ToInstant();

    /// <summary>Time at which the tag was last read.</summary>
    public DateTimeOffset EndedAt => _passage.EndedAt.ToInstant();

    /// <summary>Time from the first read to the last, in seconds.</summary>
    public double DurationSeconds => (_passage.EndedAt - _passage.StartedAt) / 1000.0;

    /// <summary>Number of messages about the tag, each of one or more reads.</summary>
    public int Sightings => _passage.Sightings;

    /// <summary>Number of reads in all messages; a message without a count is one read.</summary>
    public int Reads => _passage.Reads;

    /// <summary>Numbers of the antennas that read the tag, ascending.</summary>
    public IReadOnlyList<int> Antennas => _passage.Antennas;

    /// <summary>Strongest signal of the reads, in dBm; null when not reported.</summary>
    public double? StrongestRssi => _passage.StrongestRssi;

    /// <summary>Direction of the passage through the gate.</summary>
    public PassageDirection Direction => _passage.Direction;

    /// <summary>Confidence in the direction, from 0 (a guess) to 1.</summary>
    public double DirectionConfidence => _passage.DirectionConfidence;

    /// <summary>A passage the caller may see.</summary>
    internal static PassageView ForCaller(ApiPrincipal caller, Passage passage)
    {
        caller.RequireFarm(passage.FarmId);
        return new(passage);
    }
}
