using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SmartDairy.Broker.Embedded;

/// <summary>Where the embedded broker listens.</summary>
public sealed class EmbeddedBrokerEndpoint
{
    private ListenOptions? _listen;

    /// <summary>The TCP port, as bound; 0 before the host has started.</summary>
    public int Port => _listen?.IPEndPoint?.Port ?? 0;

    internal void Attach(ListenOptions listen) => _listen = listen;
}
