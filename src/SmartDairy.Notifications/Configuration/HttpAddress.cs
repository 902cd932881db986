namespace SmartDairy.Notifications.Configuration;

/// <summary>Checks addresses of services that are reached over HTTP.</summary>
internal static class HttpAddress
{
    /// <summary>True for an absolute http or https address without a user in it.</summary>
    public static bool IsValid(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0;

    /// <summary>What is allowed instead, as it continues the key.</summary>
    public static string DescribeAllowed(string example)
        => $"is not an address; allowed is http or https without a user, such as {example}.";
}
