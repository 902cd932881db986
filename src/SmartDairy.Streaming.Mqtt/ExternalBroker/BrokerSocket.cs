using System.Net.Sockets;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>Sockets that notice by themselves when the other end is gone, also while nobody reads them.</summary>
internal static class BrokerSocket
{
    private const int TcpUserTimeout = 18;

    // Bounds what the kernel holds for a reader that stands still.
    private const int ReceiveBuffer = 256 * 1024;

    public static Socket Create(TimeSpan keepAlive)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBuffer };
        var third = Math.Max(1, (int)(keepAlive.TotalSeconds / 3));
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, third);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, third);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 2);
        if (OperatingSystem.IsLinux())
        {
            // What was sent and is not taken for so long ends the connection too; by default that takes a quarter of an hour.
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeout,
                BitConverter.GetBytes((int)Math.Min(int.MaxValue, keepAlive.TotalMilliseconds)));
        }

        return socket;
    }
}
