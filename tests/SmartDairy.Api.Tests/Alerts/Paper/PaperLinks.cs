using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Tests.Alerts.Paper;

/// <summary>Links whose tokens a test makes up.</summary>
internal sealed class PaperLinks : IAcknowledgeLinks
{
    public Dictionary<string, (LinkFault Fault, AcknowledgeLink Link)> Known { get; } = [];

    public LinkFault Read(string? token, out AcknowledgeLink? link)
    {
        var (fault, found) = token is not null && Known.TryGetValue(token, out var known) ? known : (LinkFault.Forged, null);
        link = found;
        return fault;
    }
}
