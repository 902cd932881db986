namespace SmartDairy.Api.Schema;

/// <summary>Converts Unix milliseconds, the time format of the layers below, to the API's instants.</summary>
internal static class UnixTimeExtensions
{
    public static DateTimeOffset ToInstant(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? ToInstant(this long? milliseconds) => milliseconds?.ToInstant();
}
