using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>
/// A mail server on the loopback address that accepts and discards every mail and reports the arrival of its last line. Plain SMTP without
/// TLS or authentication; a client may send several commands in one packet.
/// </summary>
internal sealed class MailSink : IAsyncDisposable
{
    private const int MaxLineLength = 64 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly Action<string, DateTimeOffset> _onMail;
    private readonly Task _accepting;

    /// <param name="onMail">Called with each mail's unfolded subject and the time of its completion; from several threads.</param>
    public MailSink(TimeProvider time, Action<string, DateTimeOffset> onMail)
    {
        (_time, _onMail) = (time, onMail);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(ServeClientAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeClientAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await ReplyAsync(stream, "220 sink ready");
                while (await reader.ReadLineAsync(_stop.Token) is { Length: < MaxLineLength } line)
                {
                    if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                    {
                        await ReplyAsync(stream, "221 bye");
                        return;
                    }

                    if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                    {
                        await ReplyAsync(stream, "354 go on");
                        if (await ReadSubjectAsync(reader) is not { } subject)
                        {
                            return;
                        }

                        _onMail(subject, _time.GetUtcNow());
                        await ReplyAsync(stream, "250 taken");
                        continue;
                    }

                    await ReplyAsync(stream, CreateReply(line));
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client disconnected, or the sink is closing.
        }
    }

    private static string CreateReply(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" => "250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 SIZE 10000000",
        "HELO" or "MAIL" or "RCPT" or "RSET" or "NOOP" => "250 ok",
        _ => "502 not here",
    };

    // Null when the connection ended before the end of the mail.
    private async Task<string?> ReadSubjectAsync(StreamReader reader)
    {
        string? subject = null;
        var (isHead, isSubject) = (true, false);
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line == ".")
            {
                return subject ?? "";
            }

            isHead &= line.Length > 0;
            if (isHead)
            {
                isSubject = line[0] is ' ' or '\t' ? isSubject : line.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase);
                subject = !isSubject ? subject : subject is null ? line["Subject:".Length..].Trim() : $"{subject} {line.Trim()}";
            }
        }

        return null;
    }

    private async Task ReplyAsync(NetworkStream stream, string text)
        => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stop.Token);
}
