namespace SmartDairy.Contracts.Devices;

/// <summary>What a farmer sees of a device's health.</summary>
public enum DeviceStatus
{
    /// <summary>Connected, or heard from within its type's silence limit.</summary>
    Online = 0,

    /// <summary>Its connection broke without a goodbye, or it has been silent for longer than its limit, or was never heard.</summary>
    Offline = 1,

    /// <summary>Connected but silent for longer than its limit, or it reported a warning about itself.</summary>
    Warning = 2,

    /// <summary>It reported an error about itself.</summary>
    Error = 3,

    /// <summary>Switched off by a user: its connection is closed and its messages are refused.</summary>
    Disabled = 4,
}
