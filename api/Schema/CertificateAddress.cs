using System.Globalization;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema;

/// <summary>Paths of certificates on this server.</summary>
internal static class CertificateAddress
{
    /// <summary>Path of a verification's certificate.</summary>
    /// <param name="verification">The verification.</param>
    /// <param name="extension">Extension with its dot, .pdf or .json.</param>
    public static string Get(Verification verification, string extension) => Get(verification.FarmId, verification.Id, extension);

    /// <summary>Path of a calibration's certificate.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <param name="extension">Extension with its dot, .pdf or .json.</param>
    public static string Get(Calibration calibration, string extension) => Get(
        calibration.FarmId,
        string.Create(CultureInfo.InvariantCulture, $"{calibration.DeviceId}/{calibration.Metric}/{calibration.Version}"),
        extension);

    private static string Get(int farmId, string id, string extension)
        => string.Create(CultureInfo.InvariantCulture, $"/certificates/{farmId}/{id}{extension}");
}
