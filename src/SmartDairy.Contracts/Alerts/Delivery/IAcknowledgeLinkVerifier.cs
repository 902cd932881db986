namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Reads what is in the links of messages, by which somebody acknowledges an alert without a login.</summary>
public interface IAcknowledgeLinkVerifier
{
    /// <summary>What a token says, and whether it may be believed now.</summary>
    /// <param name="token">As it came in the address: anything, of any length; null when none came.</param>
    /// <param name="link">What it names; null when it is <see cref="AcknowledgeLinkStatus.Forged"/>.</param>
    AcknowledgeLinkStatus Verify(string? token, out AcknowledgeLink? link);
}
