using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Servers;

/// <summary>
/// Free TCP ports below those that systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere): none of those takes one before it is used. Processes begin at random
/// places, and a process gets each port once, so that two hardly ever choose the same.
/// </summary>
public static class FreePort
{
    private const int First = 18_000;
    private const int Count = 32_768 - First;
    private static int _next = Random.Shared.Next(Count);

    /// <exception cref="InvalidOperationException">None is free.</exception>
    public static int Next()
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port from {First} to {First + Count - 1} is free.");
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
