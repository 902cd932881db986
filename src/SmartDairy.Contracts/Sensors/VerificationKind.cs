namespace SmartDairy.Contracts.Sensors;

/// <summary>What was checked. The numbers are stored.</summary>
public enum VerificationKind
{
    /// <summary>Temperature against a thermometer, in °C.</summary>
    Temperature = 0,

    /// <summary>Humidity against a hygrometer, in %RH.</summary>
    Humidity = 1,

    /// <summary>Milk volume against a scale or a calibrated vessel; errors are in percent.</summary>
    MilkVolume = 2,

    /// <summary>How many tags are read at each distance.</summary>
    TagReadRate = 3,
}
