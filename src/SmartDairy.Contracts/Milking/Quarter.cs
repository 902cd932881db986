namespace SmartDairy.Contracts.Milking;

/// <summary>Quarter of the udder by ICAR's names: left or right, front or rear, as seen from behind.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum Quarter
{
    /// <summary>Left front quarter of the udder.</summary>
    LF = 0,

    /// <summary>Right front quarter of the udder.</summary>
    RF = 1,

    /// <summary>Left rear quarter of the udder.</summary>
    LR = 2,

    /// <summary>Right rear quarter of the udder.</summary>
    RR = 3,
}
