using System.Text.Json;
using MimeKit;
using SmartDairy.Testing.NodeJs;

namespace SmartDairy.Grains.Tests.Alerts.Delivery;

/// <summary>A mail server of other people's making, on a port of the test's choice.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly NodeJsProcess _node;

    private MailServer(NodeJsProcess node) => _node = node;

    /// <param name="everybody">False: there is nobody@ of any domain.</param>
    public static async Task<MailServer> StartAsync(int port, bool everybody = false)
    {
        var node = await NodeJsProcess.StartAsync("mail-server.mjs", JsonSerializer.Serialize(new { port, everybody }));
        Assert.Equal(port, (await node.ReadAsync()).GetProperty("port").GetInt32());
        return new(node);
    }

    /// <summary>Ends it; every mail it took, in order.</summary>
    public async Task<IReadOnlyList<MimeMessage>> EndAsync()
    {
        var mails = new List<MimeMessage>();
        foreach (var mail in await _node.CloseAsync())
        {
            using var raw = new MemoryStream(mail.GetProperty("raw").GetBytesFromBase64());
            mails.Add(await MimeMessage.LoadAsync(raw, TestContext.Current.CancellationToken));
        }

        return mails;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
