using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>How ICAR's messages are written.</summary>
internal static class IcarJson
{
    public static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Unix milliseconds as RFC 3339 in UTC.</summary>
    public static string FormatTime(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null for null.</summary>
    public static string? FormatTime(long? milliseconds) => milliseconds is { } time ? FormatTime(time) : null;
}
