namespace SmartDairy.Contracts.Sensors;

/// <summary>Kind of check of a device.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum VerificationKind
{
    /// <summary>Temperature checked against a thermometer, in °C.</summary>
    Temperature = 0,

    /// <summary>Humidity checked against a hygrometer, in %RH.</summary>
    Humidity = 1,

    /// <summary>Milk volume checked against a scale or calibrated vessel; errors are in percent.</summary>
    MilkVolume = 2,

    /// <summary>Share of tags that are read at each distance.</summary>
    TagReadRate = 3,
}
