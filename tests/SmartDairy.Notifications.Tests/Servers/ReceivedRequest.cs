using System.Text;

namespace SmartDairy.Notifications.Tests.Servers;

public sealed record ReceivedRequest(string Path, Dictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
