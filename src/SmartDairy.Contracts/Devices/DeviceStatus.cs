namespace SmartDairy.Contracts.Devices;

/// <summary>Health of a device as a farmer sees it.</summary>
public enum DeviceStatus
{
    /// <summary>Connected, or last heard within the silence limit of its type.</summary>
    Online = 0,

    /// <summary>Connection broken off, silent for longer than the limit, or never heard.</summary>
    Offline = 1,

    /// <summary>Connected but silent for longer than the limit, or reported a warning about itself.</summary>
    Warning = 2,

    /// <summary>Reported an error about itself.</summary>
    Error = 3,

    /// <summary>Disabled by a user: its connection is closed and its messages are rejected.</summary>
    Disabled = 4,
}
