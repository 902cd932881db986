using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Servers;

/// <summary>Free TCP ports of the loopback address. Another program may take one before it is used: it is rare, and shows as a failed start.</summary>
public static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
