using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Hosting;

internal static class Ports
{
    /// <summary>The port itself, or a free one for 0: Orleans must know its ports before it binds them.</summary>
    public static int Choose(int port)
    {
        if (port != 0)
        {
            return port;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
