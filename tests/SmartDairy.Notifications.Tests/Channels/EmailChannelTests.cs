using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using SmartDairy.Configuration;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Channels.Email;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;
using SmartDairy.Notifications.Tests.Servers;
using SmartDairy.Testing.NodeJs;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class EmailChannelTests(TestCertificateAuthority authority) : IClassFixture<TestCertificateAuthority>
{
    private readonly FakeTimeProvider _time = new(Now);

    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_over_StartTls_with_a_login_arrives_unchanged()
    {
        await using var server = await ServerAsync(new { startTls = true, user = "farm", password = "secret-42" });
        using var channel = Channel(server.Port, settings => (settings.User, settings.Password) = ("farm", "secret-42"));

        var answer = await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation);

        Assert.Equal(SendOutcome.Delivered, answer.Outcome);
        Assert.Contains("queued as 4711", answer.Receipt, StringComparison.Ordinal);
        var (message, envelope) = await MailAsync(server.Node);
        Assert.True(envelope.GetProperty("secure").GetBoolean());
        Assert.Equal("farm", envelope.GetProperty("user").GetString());
        Assert.Equal("anna@example.com", envelope.GetProperty("to")[0].GetString());
        Assert.Equal("Zu heiß: Stall Süd 🐄", message.Subject);
        Assert.Equal("Temperatur 28,5 °C\nbitte lüften", message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal("<p>Temperatur 28,5 °C</p>", message.HtmlBody);
        Assert.Equal("DLV-0001@dairy.example.com", message.MessageId);
        Assert.Equal("ALT-1@dairy.example.com", message.References.Single());
        Assert.Equal(Now, message.Date);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
    }

    [Fact]
    public async Task Server_without_StartTls_receives_nothing()
    {
        await using var server = await ServerAsync(new { startTls = false });
        using var channel = Channel(server.Port);

        var answer = await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation);

        Assert.Equal(SendOutcome.Retry, answer.Outcome);
        Assert.Contains("offers no STARTTLS", answer.Text, StringComparison.Ordinal);
        using var plain = Channel(server.Port, settings => settings.Security = SmtpSecurity.None);
        Assert.Equal(
            SendOutcome.Delivered, (await plain.SendAsync(SampleData.Notification("anna@example.com", "PLAIN"), TestCancellation)).Outcome);
        // the first mail the server received
        Assert.StartsWith("PLAIN@", (await MailAsync(server.Node)).Message.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_with_an_untrusted_authority_receives_nothing()
    {
        await using var server = await ServerAsync(new { startTls = true });
        using var channel = Channel(server.Port, trust: false);

        var answer = await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation);

        Assert.Equal(SendOutcome.Retry, answer.Outcome);
        Assert.Contains("has an untrusted certificate", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_over_implicit_Tls_arrives()
    {
        await using var server = await ServerAsync(new { startTls = false, implicitTls = true });
        using var channel = Channel(server.Port, settings => settings.Security = SmtpSecurity.Tls);
        Assert.Equal(
            SendOutcome.Delivered, (await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation)).Outcome);
    }

    [Fact]
    public async Task Server_response_decides_whether_to_retry()
    {
        await using var server = await ServerAsync(new { startTls = true });
        using var channel = Channel(server.Port);

        foreach (var (address, verdict, text) in ((string, SendOutcome, string)[])[
            ("busy@example.com", SendOutcome.Retry, "451"), ("nobody@example.com", SendOutcome.Rejected, "550"),
            ("full@example.com", SendOutcome.Retry, "452")])
        {
            var answer = await channel.SendAsync(SampleData.Notification(address), TestCancellation);
            Assert.Equal(verdict, answer.Outcome);
            Assert.StartsWith(text, answer.Text, StringComparison.Ordinal);
        }

        // A single connection served all messages and is still usable.
        Assert.Equal(
            SendOutcome.Delivered, (await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation)).Outcome);
        Assert.Equal(1, (await MailAsync(server.Node)).Envelope.GetProperty("connections").GetInt32());
    }

    [Fact]
    public async Task Wrong_password_is_retried_and_not_disclosed()
    {
        await using var server = await ServerAsync(new { startTls = true, user = "farm", password = "secret-42" });
        using var channel = Channel(server.Port, settings => (settings.User, settings.Password) = ("farm", "wrong-password"));

        var answer = await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation);

        Assert.Equal(SendOutcome.Retry, answer.Outcome);
        Assert.Contains("rejected the login", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", answer.Text, StringComparison.Ordinal);

        using var nobody = Channel(server.Port);
        var without = await nobody.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation);
        Assert.Equal(
            (SendOutcome.Retry, true), (without.Outcome, without.Text.Contains("requires authentication", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Mail_to_a_restarted_server_arrives()
    {
        var server = await ServerAsync(new { startTls = true });
        using var channel = Channel(server.Port);
        Assert.Equal(
            SendOutcome.Delivered, (await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation)).Outcome);
        await server.DisposeAsync();

        var answer = await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation);
        Assert.Equal((SendOutcome.Retry, true), (answer.Outcome, answer.Text.Contains("cannot be reached", StringComparison.Ordinal)));
        await using var again = await ServerAsync(new { startTls = true, port = server.Port });
        Assert.Equal(
            SendOutcome.Delivered, (await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation)).Outcome);
    }

    [Fact]
    public async Task Idle_connection_is_reused_and_closed_after_the_timeout()
    {
        await using var server = await ServerAsync(new { startTls = true });
        using var channel = Channel(server.Port);
        for (var (i, expected) = (0, (int[])[1, 1, 2]); i < expected.Length; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(i == 2 ? 21 : 5));
            Assert.Equal(
                SendOutcome.Delivered, (await channel.SendAsync(SampleData.Notification("anna@example.com"), TestCancellation)).Outcome);
            Assert.Equal(expected[i], (await MailAsync(server.Node)).Envelope.GetProperty("connections").GetInt32());
        }
    }

    [Fact]
    public async Task Concurrent_mails_share_a_bounded_number_of_connections()
    {
        await using var server = await ServerAsync(new { startTls = true });
        using var channel = Channel(server.Port);
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(i => channel.SendAsync(SampleData.Notification("anna@example.com", $"DLV-{i}"), TestCancellation)));
        Assert.All(answers, answer => Assert.Equal(SendOutcome.Delivered, answer.Outcome));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
        {
            var (message, envelope) = await MailAsync(server.Node);
            ids.Add(message.MessageId!);
            Assert.InRange(envelope.GetProperty("connections").GetInt32(), 1, 2);
        }

        Assert.Equal(40, ids.Count);
    }

    [Fact]
    public async Task Subject_with_line_breaks_cannot_inject_headers()
    {
        await using var server = await ServerAsync(new { startTls = true });
        using var channel = Channel(server.Port);
        var notification =
            SampleData.Notification(
                "anna@example.com", "a b\r\nBcc: eve@example.com") with
            { Subject = "Hot\r\nBcc: eve@example.com\r\n\r\nbody" };

        Assert.Equal(SendOutcome.Delivered, (await channel.SendAsync(notification, TestCancellation)).Outcome);

        var (message, envelope) = await MailAsync(server.Node);
        Assert.Empty(message.Bcc);
        Assert.Equal(1, envelope.GetProperty("to").GetArrayLength());
        Assert.Equal("Hot  Bcc: eve@example.com    body", message.Subject);
    }

    [Theory]
    [InlineData("anna@example.com", true)]
    [InlineData("anna+stall@xn--mller-kva.example", true)]
    [InlineData("anna", false)]
    [InlineData("a@example.com,b@example.com", false)]
    [InlineData("Anna <anna@example.com>", false)]
    [InlineData("anna@example.com\r\nBcc: eve@example.com", false)]
    [InlineData("", false)]
    public void Email_address_must_be_a_single_plain_address(string address, bool isValid)
    {
        using var channel = Channel(25);
        Assert.Equal(isValid, channel.ValidateAddress(address) is null);
    }

    private static DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(1_770_036_910);

    private EmailChannel Channel(int port, Action<SmtpOptions>? change = null, bool trust = true)
    {
        var settings = new NotificationOptions { TrustedCertificatesFile = trust ? authority.AuthorityFile : null };
        (settings.Smtp.Host, settings.Smtp.Port, settings.Smtp.From) = ("localhost", port, "Smart Dairy <alerts@dairy.example.com>");
        change?.Invoke(settings.Smtp);
        Assert.Empty(OptionsValidator.Validate(settings, NotificationOptions.Section));
        return new(settings, new ServerCertificateValidator(settings), _time);
    }

    private async Task<MailServer> ServerAsync(object settings)
    {
        var all = JsonSerializer.SerializeToNode(settings)!.AsObject();
        all["key"] = authority.KeyFile;
        all["cert"] = authority.CertificateFile;
        var node = await NodeJsProcess.StartAsync("mail-server.mjs", all.ToJsonString());
        return new(node, (await node.ReadAsync()).GetProperty("port").GetInt32());
    }

    private static async Task<(MimeMessage Message, JsonElement Envelope)> MailAsync(NodeJsProcess node)
    {
        var mail = await node.ReadAsync();
        using var raw = new MemoryStream(mail.GetProperty("raw").GetBytesFromBase64());
        return (await MimeMessage.LoadAsync(raw, TestCancellation), mail);
    }

    private sealed record MailServer(NodeJsProcess Node, int Port) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Node.DisposeAsync();
    }
}
