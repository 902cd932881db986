namespace SmartDairy.Contracts.Readings;

/// <summary>Kinds of tag sightings. The numbers are stored.</summary>
public enum SightingKind
{
    /// <summary>A read at a gate.</summary>
    Gate = 0,

    /// <summary>Presence in an area.</summary>
    Area = 1,

    /// <summary>A location of an animal computed by the reader system.</summary>
    Location = 2,
}
