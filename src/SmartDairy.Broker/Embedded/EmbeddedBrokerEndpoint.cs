using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SmartDairy.Broker.Embedded;

/// <summary>The endpoint that the embedded broker listens on.</summary>
public sealed class EmbeddedBrokerEndpoint
{
    private ListenOptions? _listen;

    /// <summary>The bound TCP port; 0 before the host has started.</summary>
    public int Port => _listen?.IPEndPoint?.Port ?? 0;

    internal void Attach(ListenOptions listen) => _listen = listen;
}
