using SmartDairy.Analytics.Accuracy;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Husbandry.Sensors.Verifications;

/// <summary>The subject of a kind of check.</summary>
/// <param name="Metric">The metric; null for tags, which are counted.</param>
/// <param name="Unit">The unit of references and readings.</param>
/// <param name="ErrorUnit">The unit of errors, tolerance and uncertainty.</param>
/// <param name="Limits">The default limits; null for tags.</param>
public sealed record VerificationTarget(string? Metric, string Unit, string ErrorUnit, AccuracyLimits? Limits)
{
    /// <summary>The default share of tags that must be read, 0 to 1.</summary>
    public const double DefaultReadRate = 0.99;

    /// <summary>The default distance up to which tags must be read, metres.</summary>
    public const double DefaultReadRangeMetres = 5;

    private static readonly VerificationTarget Temperature = new("temperature_c", "°C", "°C", AccuracyLimits.Temperature);
    private static readonly VerificationTarget Humidity = new("humidity_percent", "%RH", "%RH", AccuracyLimits.Humidity);
    private static readonly VerificationTarget MilkVolume = new("total_volume_liters", "L", "%", AccuracyLimits.MilkVolume);
    private static readonly VerificationTarget TagReadRate = new(null, "m", "%", null);

    public static VerificationTarget For(VerificationKind kind) => kind switch
    {
        VerificationKind.Temperature => Temperature,
        VerificationKind.Humidity => Humidity,
        VerificationKind.MilkVolume => MilkVolume,
        VerificationKind.TagReadRate => TagReadRate,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
