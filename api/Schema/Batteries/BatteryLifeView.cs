using GraphQL;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>Battery life calculated from a duty cycle.</summary>
[Name("BatteryLife")]
public sealed class BatteryLifeView(double meanMilliamps, double days)
{
    private const double DaysAYear = 365.25;

    /// <summary>Mean current over an hour, in mA.</summary>
    public double MeanMilliamps => meanMilliamps;

    /// <summary>Days from full to empty; null when no current is drawn.</summary>
    public double? Days => double.IsFinite(days) ? days : null;

    /// <summary>Years of 365.25 days from full to empty; null when no current is drawn.</summary>
    public double? Years => Days / DaysAYear;
}
