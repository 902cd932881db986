using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Rest.Certificates;

/// <summary>How certificates are written for programs, and numbers and times for people.</summary>
internal static class CertificateFormat
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public static byte[] Serialize(object certificate) => JsonSerializer.SerializeToUtf8Bytes(certificate, Options);

    /// <summary>RFC 3339 in UTC.</summary>
    public static string FormatTime(long milliseconds)
        => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null for null.</summary>
    public static string? FormatTime(long? milliseconds) => milliseconds is { } time ? FormatTime(time) : null;

    /// <summary>Null for what is not finite.</summary>
    public static double? FiniteOrNull(double value) => double.IsFinite(value) ? value : null;

    /// <summary>Up to four decimals; a dash when there is none.</summary>
    public static string FormatNumber(double? value)
        => value is { } known && double.IsFinite(known) ? known.ToString("0.####", CultureInfo.InvariantCulture) : "-";

    /// <summary>What the device is and where it stands; null when it is registered no more.</summary>
    public static object? DescribeDevice(DeviceRegistration? device)
        => device is null
            ? null
            : new
            {
                device.Type,
                device.Name,
                device.BarnId,
                device.ZoneId,
                device.ParlorId,
                device.StallId,
                device.GateId,
                device.AnimalId
            };

    /// <summary>The same in words.</summary>
    public static string DescribeDeviceInWords(DeviceRegistration? device) => device is null
        ? "registered no more"
        : string.Join(", ", ((string?[])[
            device.Name, device.Type.ToString(), Part("barn", device.BarnId), Part("zone", device.ZoneId), Part("parlor", device.ParlorId),
            Part("stall", device.StallId),
            Part("gate", device.GateId), Part("animal", device.AnimalId),
        ]).Where(part => !string.IsNullOrEmpty(part)));

    private static string? Part(string name, object? value)
        => value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name} {value}");
}
