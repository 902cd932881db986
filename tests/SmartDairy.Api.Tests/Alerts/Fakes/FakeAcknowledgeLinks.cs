using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>Links whose tokens a test makes up.</summary>
internal sealed class FakeAcknowledgeLinks : IAcknowledgeLinkVerifier
{
    public Dictionary<string, (AcknowledgeLinkStatus Fault, AcknowledgeLink Link)> Known { get; } = [];

    public AcknowledgeLinkStatus Verify(string? token, out AcknowledgeLink? link)
    {
        var (fault, found) = token is not null && Known.TryGetValue(token, out var known) ? known : (AcknowledgeLinkStatus.Forged, null);
        link = found;
        return fault;
    }
}
