namespace SmartDairy.Simulator.Parameters;

/// <summary>Cycles and the behaviour in estrus.</summary>
public sealed record EstrusParameters
{
    /// <summary>Days from calving to the first ovulation.</summary>
    [AllowedRange(5, 200)] public required TruncatedNormal First { get; init; }

    /// <summary>Days from one ovulation to the next.</summary>
    [AllowedRange(5, 60)] public required TruncatedNormal Cycle { get; init; }

    /// <summary>The same of heifers.</summary>
    [AllowedRange(5, 60)] public required TruncatedNormal HeiferCycle { get; init; }

    /// <summary>Days after an insemination that failed.</summary>
    [AllowedRange(5, 90)] public required TruncatedNormal Return { get; init; }

    /// <summary>Hours of behaviour.</summary>
    [AllowedRange(1, 48)] public required TruncatedNormal Hours { get; init; }

    /// <summary>The same of heifers.</summary>
    [AllowedRange(1, 48)] public required TruncatedNormal HeiferHours { get; init; }

    /// <summary>Mean of ln activity in the episode against her usual.</summary>
    [AllowedRange(0, 4)] public required TruncatedNormal Strength { get; init; }

    /// <summary>Share of estruses without behaviour.</summary>
    [AllowedRange(0, 1)] public required double Silent { get; init; }

    /// <summary>The same of the first one after calving.</summary>
    [AllowedRange(0, 1)] public required double SilentFirst { get; init; }

    /// <summary>Strength of silent ones.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal SilentStrength { get; init; }

    /// <summary>Share of estruses that last a few hours only.</summary>
    [AllowedRange(0, 1)] public required double Short { get; init; }

    /// <summary>Hours of those.</summary>
    [AllowedRange(0.5, 12)] public required TruncatedNormal ShortHours { get; init; }

    /// <summary>Share of a day's rumination lost on the day of estrus; below 0 it rises.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal RuminationLoss { get; init; }

    /// <summary>How much of that loss follows the strength: 0 nothing, 1 all of it.</summary>
    [AllowedRange(0, 1)] public required double RuminationFollowsStrength { get; init; }

    /// <summary>Share of eating lost during the episode.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal EatingLoss { get; init; }

    /// <summary>°C at the peak.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal TemperatureRise { get; init; }
}
