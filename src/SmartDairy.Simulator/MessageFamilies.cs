namespace SmartDairy.Simulator;

/// <summary>Kinds of devices whose messages are generated.</summary>
[Flags]
public enum MessageFamilies
{
    None = 0,
    Environment = 1,
    Collars = 2,
    Milking = 4,

    /// <summary>Gates and feed bunks.</summary>
    Tags = 8,

    /// <summary>Gateways.</summary>
    Status = 16,

    All = Environment | Collars | Milking | Tags | Status,
}
