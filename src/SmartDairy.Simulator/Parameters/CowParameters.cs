namespace SmartDairy.Simulator.Parameters;

/// <summary>How cows differ, and how one varies from hour to hour and day to day. Deviations of logarithms are shares: 0.2 is about 20 %.</summary>
public sealed record CowParameters
{
    /// <summary>Of all cows: first, second, and later lactations; what is left are heifers, which give no milk.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] Parities { get; init; }

    /// <summary>Count an hour on an ordinary day.</summary>
    [AllowedRange(1, 1000)] public required double Activity { get; init; }

    /// <summary>Of ln activity, between cows.</summary>
    [AllowedRange(0, 2)] public required double ActivitySpread { get; init; }

    /// <summary>Activity by hour of the farm's clock, as shares of her mean.</summary>
    [AllowedRange(0, 10, ListLength = 24)] public required double[] ActivityByHour { get; init; }

    /// <summary>Of ln activity in an hour of the clock, between cows: each has her own day.</summary>
    [AllowedRange(0, 2)] public required double RhythmSpread { get; init; }

    /// <summary>Of ln activity, from hour to hour.</summary>
    [AllowedRange(0, 2)] public required double HourlyActivityNoise { get; init; }

    /// <summary>Of ln activity, from day to day.</summary>
    [AllowedRange(0, 2)] public required double DailyActivityNoise { get; init; }

    /// <summary>Of ln activity, from hour to hour, the same for all cows of a barn.</summary>
    [AllowedRange(0, 2)] public required double HerdActivityNoise { get; init; }

    /// <summary>Minutes a day.</summary>
    [AllowedRange(100, 900)] public required TruncatedNormal Rumination { get; init; }

    /// <summary>Rumination by hour of the clock, any unit.</summary>
    [AllowedRange(0, 100, ListLength = 24)] public required double[] RuminationByHour { get; init; }

    /// <summary>Of the rumination of an hour, as a share.</summary>
    [AllowedRange(0, 2)] public required double HourlyRuminationNoise { get; init; }

    /// <summary>Of the rumination of a day, as a share.</summary>
    [AllowedRange(0, 1)] public required double DailyRuminationNoise { get; init; }

    /// <summary>Of the rumination of a day, as a share, the same for the whole herd.</summary>
    [AllowedRange(0, 1)] public required double HerdRuminationNoise { get; init; }

    /// <summary>Minutes a day.</summary>
    [AllowedRange(50, 700)] public required TruncatedNormal Eating { get; init; }

    /// <summary>Eating by hour of the clock, any unit.</summary>
    [AllowedRange(0, 100, ListLength = 24)] public required double[] EatingByHour { get; init; }

    /// <summary>Of the eating of an hour, as a share.</summary>
    [AllowedRange(0, 2)] public required double HourlyEatingNoise { get; init; }

    /// <summary>Of the eating of a day, as a share.</summary>
    [AllowedRange(0, 1)] public required double DailyEatingNoise { get; init; }

    /// <summary>°C, mean of a day.</summary>
    [AllowedRange(36, 41)] public required TruncatedNormal Temperature { get; init; }

    /// <summary>°C between the mean and the extremes of a day.</summary>
    [AllowedRange(0, 2)] public required double TemperatureSwing { get; init; }

    /// <summary>°C, from day to day.</summary>
    [AllowedRange(0, 2)] public required double DailyTemperatureNoise { get; init; }
}
