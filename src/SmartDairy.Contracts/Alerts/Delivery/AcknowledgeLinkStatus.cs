namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Why a link is not good.</summary>
public enum AcknowledgeLinkStatus
{
    /// <summary>It is good.</summary>
    Valid = 0,

    /// <summary>Not made by this installation, or changed, or cut off.</summary>
    Forged = 1,

    /// <summary>Made here, and too old.</summary>
    Expired = 2,
}
