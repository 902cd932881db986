using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Links;

namespace SmartDairy.Hosting.Alerts;

/// <summary>Reads the links that <see cref="SignedLinks"/> signed.</summary>
internal sealed class AcknowledgeLinks(SignedLinks links, TimeProvider time) : IAcknowledgeLinks
{
    public LinkFault Read(string? token, out Contracts.Alerts.Delivery.AcknowledgeLink? link)
    {
        var good = links.TryRead(token ?? "", time.GetUtcNow(), out var read);
        link = read.AlertId is null ? null : new(read.FarmId, read.AlertId, read.ContactId);
        return good ? LinkFault.None : link is null ? LinkFault.Forged : LinkFault.Expired;
    }
}
