using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Servers;

/// <summary>
/// Free TCP ports below the ephemeral range (from 32768 on Linux, 49152 elsewhere), so that no outgoing connection takes a port before it
/// is used. Each process starts at a random port and returns each port once, so that two processes rarely choose the same.
/// </summary>
public static class FreePort
{
    private const int First = 18_000;
    private const int Count = 32_768 - First;
    private static int _next = Random.Shared.Next(Count);

    /// <exception cref="InvalidOperationException">No port is free.</exception>
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
