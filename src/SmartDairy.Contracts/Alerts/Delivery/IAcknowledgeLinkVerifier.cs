namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Verifies the links in messages that allow acknowledging an alert without a login.</summary>
public interface IAcknowledgeLinkVerifier
{
    /// <summary>Verifies a token and returns its content.</summary>
    /// <param name="token">The untrusted token from the URL, of any length; null when there is none.</param>
    /// <param name="link">The content of the link; null when the token is <see cref="AcknowledgeLinkStatus.Forged"/>.</param>
    AcknowledgeLinkStatus Verify(string? token, out AcknowledgeLink? link);
}
