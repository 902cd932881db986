using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using SmartDairy.Streaming.Mqtt.ExternalBroker;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>
/// A broker of raw bytes, for what a real one does not do on demand: it accepts a client and its subscription, and the test is the rest.
/// </summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<ClientConnection> _sessions = Channel.CreateUnbounded<ClientConnection>();
    private readonly List<ClientConnection> _all = [];

    public ScriptedBroker()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"mqtt://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many clients connected so far.</summary>
    public int Connections
    {
        get
        {
            lock (_all)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>The next client that connected.</summary>
    public Task<ClientConnection> NextAsync() => _sessions.Reader.ReadAsync().AsTask().WaitAsync(TestDelivery.MaxWait);

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        lock (_all)
        {
            _all.ForEach(session => session.Close());
        }

        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var session = new ClientConnection(await _listener.AcceptSocketAsync());
                lock (_all)
                {
                    _all.Add(session);
                }

                await session.HandshakeAsync();
                _sessions.Writer.TryWrite(session);
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    internal sealed class ClientConnection
    {
        private readonly Socket _socket;
        private readonly FrameReader _reader;

        public ClientConnection(Socket socket)
        {
            _socket = socket;
            _reader = new FrameReader(new NetworkStream(socket), 1_000_000);
        }

        /// <summary>The CONNECT packet, whole.</summary>
        public byte[] Connect { get; private set; } = [];

        /// <summary>The SUBSCRIBE packet, whole.</summary>
        public byte[] Subscribe { get; private set; } = [];

        public async Task HandshakeAsync()
        {
            Connect = await ReadAsync() ?? [];
            Send(0x20, 3, 0, 0, 0);
            Subscribe = await ReadAsync() ?? [];
            Send(0x90, 4, Subscribe[2], Subscribe[3], 0, 2);
        }

        public void Send(params ReadOnlySpan<byte> bytes) => _socket.Send(bytes);

        /// <summary>A PUBLISH to topic "a" with one byte of payload.</summary>
        public void Publish(ushort packetId, byte qualityOfService = 1, bool retain = false)
        {
            var flags = (byte)(0x30 | (qualityOfService << 1) | (retain ? 1 : 0));
            if (qualityOfService == 0)
            {
                Send(flags, 5, 0, 1, (byte)'a', 0, 42);
            }
            else
            {
                Send(flags, 7, 0, 1, (byte)'a', (byte)(packetId >> 8), (byte)packetId, 0, 42);
            }
        }

        /// <summary>The next packet but pings; null when the client closed the connection.</summary>
        public async Task<byte[]?> ReadAsync()
        {
            while (true)
            {
                if (_reader.TryRead(out var frame))
                {
                    if (frame.Header != 0xC0)
                    {
                        return [frame.Header, (byte)frame.Body.Count, .. frame.Body];
                    }
                }
                else if (!await FillAsync())
                {
                    return null;
                }
            }
        }

        public void Close() => _socket.Dispose();

        private async Task<bool> FillAsync()
        {
            try
            {
                return await _reader.FillAsync().AsTask().WaitAsync(TestDelivery.MaxWait);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
