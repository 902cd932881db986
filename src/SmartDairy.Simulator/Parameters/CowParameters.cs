namespace SmartDairy.Simulator.Parameters;

/// <summary>
/// Differences between cows, and variation of a cow from hour to hour and day to day. Standard deviations of logarithms are about shares:
/// 0.2 is about 20 %.
/// </summary>
public sealed record CowParameters
{
    /// <summary>Shares of cows in first, second and later lactations; the rest are heifers, which give no milk.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] Parities { get; init; }

    /// <summary>Mean activity count an hour on an ordinary day.</summary>
    [AllowedRange(1, 1000)] public required double Activity { get; init; }

    /// <summary>Standard deviation of ln activity between cows.</summary>
    [AllowedRange(0, 2)] public required double ActivitySpread { get; init; }

    /// <summary>Activity by hour of the farm's clock, as shares of the cow's mean.</summary>
    [AllowedRange(0, 10, ListLength = 24)] public required double[] ActivityByHour { get; init; }

    /// <summary>Standard deviation of ln activity at a clock hour between cows: each cow has its own daily rhythm.</summary>
    [AllowedRange(0, 2)] public required double RhythmSpread { get; init; }

    /// <summary>Standard deviation of ln activity from hour to hour.</summary>
    [AllowedRange(0, 2)] public required double HourlyActivityNoise { get; init; }

    /// <summary>Standard deviation of ln activity from day to day.</summary>
    [AllowedRange(0, 2)] public required double DailyActivityNoise { get; init; }

    /// <summary>Standard deviation of ln activity from hour to hour, common to all cows of a barn.</summary>
    [AllowedRange(0, 2)] public required double HerdActivityNoise { get; init; }

    /// <summary>Minutes a day.</summary>
    [AllowedRange(100, 900)] public required TruncatedNormal Rumination { get; init; }

    /// <summary>Rumination by hour of the clock, any unit.</summary>
    [AllowedRange(0, 100, ListLength = 24)] public required double[] RuminationByHour { get; init; }

    /// <summary>Standard deviation of an hour's rumination, as a share.</summary>
    [AllowedRange(0, 2)] public required double HourlyRuminationNoise { get; init; }

    /// <summary>Standard deviation of a day's rumination, as a share.</summary>
    [AllowedRange(0, 1)] public required double DailyRuminationNoise { get; init; }

    /// <summary>Standard deviation of a day's rumination, as a share, common to the whole herd.</summary>
    [AllowedRange(0, 1)] public required double HerdRuminationNoise { get; init; }

    /// <summary>Minutes a day.</summary>
    [AllowedRange(50, 700)] public required TruncatedNormal Eating { get; init; }

    /// <summary>Eating by hour of the clock, any unit.</summary>
    [AllowedRange(0, 100, ListLength = 24)] public required double[] EatingByHour { get; init; }

    /// <summary>Standard deviation of an hour's eating, as a share.</summary>
    [AllowedRange(0, 2)] public required double HourlyEatingNoise { get; init; }

    /// <summary>Standard deviation of a day's eating, as a share.</summary>
    [AllowedRange(0, 1)] public required double DailyEatingNoise { get; init; }

    /// <summary>Mean temperature of a day, °C.</summary>
    [AllowedRange(36, 41)] public required TruncatedNormal Temperature { get; init; }

    /// <summary>Amplitude of temperature within a day, °C.</summary>
    [AllowedRange(0, 2)] public required double TemperatureSwing { get; init; }

    /// <summary>Standard deviation of temperature from day to day, °C.</summary>
    [AllowedRange(0, 2)] public required double DailyTemperatureNoise { get; init; }
}
