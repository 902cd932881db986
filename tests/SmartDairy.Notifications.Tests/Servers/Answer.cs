namespace SmartDairy.Notifications.Tests.Servers;

public sealed record Answer(int Status, string Body, Dictionary<string, string>? Headers = null);
