namespace SmartDairy.Simulator.Parameters;

/// <summary>Cycles and the behaviour in estrus.</summary>
public sealed record EstrusParameters
{
    /// <summary>Days from calving to the first ovulation.</summary>
    [Allowed(5, 200)] public required Spread First { get; init; }

    /// <summary>Days from one ovulation to the next.</summary>
    [Allowed(5, 60)] public required Spread Cycle { get; init; }

    /// <summary>The same of heifers.</summary>
    [Allowed(5, 60)] public required Spread HeiferCycle { get; init; }

    /// <summary>Days after an insemination that failed.</summary>
    [Allowed(5, 90)] public required Spread Return { get; init; }

    /// <summary>Hours of behaviour.</summary>
    [Allowed(1, 48)] public required Spread Hours { get; init; }

    /// <summary>The same of heifers.</summary>
    [Allowed(1, 48)] public required Spread HeiferHours { get; init; }

    /// <summary>Mean of ln activity in the episode against her usual.</summary>
    [Allowed(0, 4)] public required Spread Strength { get; init; }

    /// <summary>Share of estruses without behaviour.</summary>
    [Allowed(0, 1)] public required double Silent { get; init; }

    /// <summary>The same of the first one after calving.</summary>
    [Allowed(0, 1)] public required double SilentFirst { get; init; }

    /// <summary>Strength of silent ones.</summary>
    [Allowed(0, 1)] public required Spread SilentStrength { get; init; }

    /// <summary>Share of estruses that last a few hours only.</summary>
    [Allowed(0, 1)] public required double Short { get; init; }

    /// <summary>Hours of those.</summary>
    [Allowed(0.5, 12)] public required Spread ShortHours { get; init; }

    /// <summary>Share of a day's rumination lost on the day of estrus; below 0 it rises.</summary>
    [Allowed(-1, 1)] public required Spread RuminationLoss { get; init; }

    /// <summary>How much of that loss follows the strength: 0 nothing, 1 all of it.</summary>
    [Allowed(0, 1)] public required double RuminationFollowsStrength { get; init; }

    /// <summary>Share of eating lost during the episode.</summary>
    [Allowed(-1, 1)] public required Spread EatingLoss { get; init; }

    /// <summary>°C at the peak.</summary>
    [Allowed(-1, 3)] public required Spread TemperatureRise { get; init; }
}
