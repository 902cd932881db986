namespace SmartDairy.Simulator.Parameters;

/// <summary>Estrous cycles and behaviour in estrus.</summary>
public sealed record EstrusParameters
{
    /// <summary>Days from calving to the first ovulation.</summary>
    [AllowedRange(5, 200)] public required TruncatedNormal First { get; init; }

    /// <summary>Days from one ovulation to the next in cows.</summary>
    [AllowedRange(5, 60)] public required TruncatedNormal Cycle { get; init; }

    /// <summary>The previous parameter for heifers.</summary>
    [AllowedRange(5, 60)] public required TruncatedNormal HeiferCycle { get; init; }

    /// <summary>Days from a failed insemination to the next estrus.</summary>
    [AllowedRange(5, 90)] public required TruncatedNormal Return { get; init; }

    /// <summary>Hours of estrous behaviour in cows.</summary>
    [AllowedRange(1, 48)] public required TruncatedNormal Hours { get; init; }

    /// <summary>The previous parameter for heifers.</summary>
    [AllowedRange(1, 48)] public required TruncatedNormal HeiferHours { get; init; }

    /// <summary>Mean rise of ln activity in the hours of behaviour above the cow's usual.</summary>
    [AllowedRange(0, 4)] public required TruncatedNormal Strength { get; init; }

    /// <summary>Share of estruses without behaviour.</summary>
    [AllowedRange(0, 1)] public required double Silent { get; init; }

    /// <summary>Share of first estruses after calving without behaviour.</summary>
    [AllowedRange(0, 1)] public required double SilentFirst { get; init; }

    /// <summary>Rise of ln activity in silent estruses.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal SilentStrength { get; init; }

    /// <summary>Share of estruses that last a few hours only.</summary>
    [AllowedRange(0, 1)] public required double Short { get; init; }

    /// <summary>Hours of behaviour in such short estruses.</summary>
    [AllowedRange(0.5, 12)] public required TruncatedNormal ShortHours { get; init; }

    /// <summary>Share of a day's rumination lost on the day of estrus; below 0 it rises.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal RuminationLoss { get; init; }

    /// <summary>Correlation of that loss with the strength, 0 to 1.</summary>
    [AllowedRange(0, 1)] public required double RuminationFollowsStrength { get; init; }

    /// <summary>Share of eating lost during the episode.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal EatingLoss { get; init; }

    /// <summary>Rise of temperature at the peak, °C.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal TemperatureRise { get; init; }
}
