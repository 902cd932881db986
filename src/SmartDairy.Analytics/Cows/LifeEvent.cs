namespace SmartDairy.Analytics.Cows;

/// <summary>What people told of a cow that detectors must know.</summary>
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

    /// <summary>She wears another collar from then on: its unit and place may differ.</summary>
    CollarChange,
}

/// <param name="Time">Unix milliseconds, UTC.</param>
public readonly record struct LifeEvent(LifeEventKind Kind, long Time);
