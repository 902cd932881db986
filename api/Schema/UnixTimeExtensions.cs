namespace SmartDairy.Api.Schema;

/// <summary>Unix milliseconds, as the layers below count time, from and to the API's instants.</summary>
internal static class UnixTimeExtensions
{
    public static DateTimeOffset ToInstant(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? ToInstant(this long? milliseconds) => milliseconds?.ToInstant();
}
