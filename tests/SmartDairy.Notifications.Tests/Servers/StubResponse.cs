namespace SmartDairy.Notifications.Tests.Servers;

public sealed record StubResponse(int Status, string Body, Dictionary<string, string>? Headers = null);
