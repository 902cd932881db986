using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Links;

namespace SmartDairy.Hosting.Notifications;

/// <summary>Reads the links that <see cref="AcknowledgeLinkSigner"/> signed.</summary>
internal sealed class SignedAcknowledgeLinks(AcknowledgeLinkSigner links, TimeProvider time) : IAcknowledgeLinkVerifier
{
    public AcknowledgeLinkStatus Verify(string? token, out Contracts.Alerts.Delivery.AcknowledgeLink? link)
    {
        var good = links.TryRead(token ?? "", time.GetUtcNow(), out var read);
        link = read.AlertId is null ? null : new(read.FarmId, read.AlertId, read.ContactId);
        return good ? AcknowledgeLinkStatus.Valid : link is null ? AcknowledgeLinkStatus.Forged : AcknowledgeLinkStatus.Expired;
    }
}
