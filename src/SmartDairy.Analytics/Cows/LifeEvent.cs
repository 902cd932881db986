namespace SmartDairy.Analytics.Cows;

/// <summary>Kinds of events entered by people that detectors need.</summary>
public enum LifeEventKind
{
    Calving,
    Insemination,
    Pregnant,
    NotPregnant,
    DryOff,
    GroupChange,
    HoofTrimming,
    Treatment,
    Abortion,

    /// <summary>The cow wears another collar from then on; its unit and position may differ.</summary>
    CollarChange,
}

/// <param name="Time">Unix milliseconds, UTC.</param>
public readonly record struct LifeEvent(LifeEventKind Kind, long Time);
