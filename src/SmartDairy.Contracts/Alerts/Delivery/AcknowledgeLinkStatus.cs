namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Result of verifying an acknowledge link.</summary>
public enum AcknowledgeLinkStatus
{
    /// <summary>The link is valid.</summary>
    Valid = 0,

    /// <summary>The link was not created by this installation, or was altered or truncated.</summary>
    Forged = 1,

    /// <summary>The link is genuine but too old.</summary>
    Expired = 2,
}
