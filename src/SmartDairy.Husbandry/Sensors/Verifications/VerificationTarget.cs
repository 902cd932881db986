using SmartDairy.Analytics.Accuracy;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Husbandry.Sensors.Verifications;

/// <summary>What a kind of check is about.</summary>
/// <param name="Metric">As in readings; null for tags, which are counted.</param>
/// <param name="Unit">Of the references and readings.</param>
/// <param name="ErrorUnit">Of errors, tolerance and uncertainty.</param>
/// <param name="Limits">What is asked when nothing else is told; null for tags.</param>
public sealed record VerificationTarget(string? Metric, string Unit, string ErrorUnit, AccuracyLimits? Limits)
{
    /// <summary>The share of tags that must be read when nothing else is told.</summary>
    public const double DefaultReadRate = 0.99;

    /// <summary>Metres up to which they must be when nothing else is told.</summary>
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
