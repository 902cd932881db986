using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>One animal, or one unknown tag, at one gate or in one area: all reads of all antennas in one.</summary>
[Name("Passage")]
public sealed class PassageView
{
    private readonly Passage _passage;

    private PassageView(Passage passage) => _passage = passage;

    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => _passage.Id;

    /// <summary>Such as gate/NORTH or area/BUNK-1.</summary>
    public string Place => _passage.Place;

    /// <summary>The tag's electronic product code; null when only the animal was named.</summary>
    public string? TagEpc => _passage.TagEpc;

    /// <summary>Who wore the tag then; null when nobody is known to.</summary>
    [Id]
    public string? AnimalId => _passage.AnimalId;

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset StartedAt => _passage.StartedAt.ToInstant();

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset EndedAt => _passage.EndedAt.ToInstant();

    /// <summary>From the first time it was seen to the last.</summary>
    public double DurationSeconds => (_passage.EndedAt - _passage.StartedAt) / 1000.0;

    /// <summary>Messages, each of one or more reads.</summary>
    public int Sightings => _passage.Sightings;

    /// <summary>What the readers counted, together.</summary>
    public int Reads => _passage.Reads;

    /// <summary>Which antennas saw it, ascending.</summary>
    public IReadOnlyList<int> Antennas => _passage.Antennas;

    /// <summary>dBm; null when no reader said.</summary>
    public double? StrongestRssi => _passage.StrongestRssi;

    /// <summary>Which way it went through a gate.</summary>
    public PassageDirection Direction => _passage.Direction;

    /// <summary>How sure the direction is, 0 (a guess) to 1.</summary>
    public double DirectionConfidence => _passage.DirectionConfidence;

    /// <summary>A passage the caller may see.</summary>
    internal static PassageView ForCaller(ApiPrincipal caller, Passage passage)
    {
        caller.RequireFarm(passage.FarmId);
        return new(passage);
    }
}
