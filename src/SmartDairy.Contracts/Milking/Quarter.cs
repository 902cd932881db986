namespace SmartDairy.Contracts.Milking;

/// <summary>A quarter of the udder, by ICAR's names: left or right, front or rear, as seen from behind. The numbers are stored.</summary>
public enum Quarter
{
    /// <summary>Left front.</summary>
    LF = 0,

    /// <summary>Right front.</summary>
    RF = 1,

    /// <summary>Left rear.</summary>
    LR = 2,

    /// <summary>Right rear.</summary>
    RR = 3,
}
