using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SmartDairy.Cli.Bench.Alerts;
using Xunit;

namespace SmartDairy.Cli.Tests.Bench;

public sealed class MailSinkTests
{
    [Fact]
    public async Task The_sink_accepts_SMTP_and_reports_subjects()
    {
        var subjects = new ConcurrentQueue<string>();
        await using var sink = new MailSink(TimeProvider.System, (subject, _) => subjects.Enqueue(subject));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, sink.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        Assert.StartsWith("220", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await SendAsync("EHLO me\r\n");
        while ((await reader.ReadLineAsync(TestContext.Current.CancellationToken))![3] == '-')
        {
        }

        // Pipelined commands, two mails over one connection.
        await SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n");
        await ExpectAsync("250", "250", "354");
        await SendAsync(
            "From: a\r\nSubject: breach 40.001\r\n of X\r\nTo: d\r\n\r\nSubject: not this\r\n..\r\n.\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n");
        await ExpectAsync("250", "250", "250", "354");
        await SendAsync("subject: second\r\n\r\n\r\n.\r\nAUTH PLAIN\r\nQUIT\r\n");
        await ExpectAsync("250", "502", "221");
        Assert.Equal(["breach 40.001 of X", "second"], subjects);

        async Task SendAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

        async Task ExpectAsync(params string[] codes)
        {
            foreach (var code in codes)
            {
                Assert.StartsWith(code, await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }
    }
}
