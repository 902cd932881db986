using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Hosting.Cluster;

/// <summary>Finds free ports.</summary>
internal static class PortResolver
{
    // Below the ports that systems give to outgoing connections: one of those could take it before Orleans binds it.
    private const int First = 18_000;
    private const int Count = 32_768 - First;
    private static int _next = Random.Shared.Next(Count);

    /// <summary>The port itself, or a free one for 0: Orleans must know its ports before it binds them.</summary>
    /// <exception cref="InvalidOperationException">None is free.</exception>
    public static int ResolveOrAllocate(int port)
    {
        for (var tried = 0; port == 0 && tried < Count; tried++)
        {
            var next = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            port = IsFree(next) ? next : 0;
        }

        return port != 0 ? port : throw new InvalidOperationException($"No port from {First} to {First + Count - 1} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
