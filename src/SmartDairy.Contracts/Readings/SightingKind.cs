namespace SmartDairy.Contracts.Readings;

/// <summary>How a reader saw a tag. The numbers are stored.</summary>
public enum SightingKind
{
    /// <summary>A read at a gate.</summary>
    Gate = 0,

    /// <summary>Presence in an area.</summary>
    Area = 1,

    /// <summary>A location worked out by the reader system for an animal.</summary>
    Location = 2,
}
