using GraphQL;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>How long a battery lasts by what the device does.</summary>
[Name("BatteryLife")]
public sealed class BatteryLifeView(double meanMilliamps, double days)
{
    private const double DaysAYear = 365.25;

    /// <summary>mA, over an hour.</summary>
    public double MeanMilliamps => meanMilliamps;

    /// <summary>From full to empty; null when nothing is drawn.</summary>
    public double? Days => double.IsFinite(days) ? days : null;

    /// <summary>The same in years of 365.25 days.</summary>
    public double? Years => Days / DaysAYear;
}
