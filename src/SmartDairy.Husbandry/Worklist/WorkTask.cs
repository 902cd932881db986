namespace SmartDairy.Husbandry.Worklist;

/// <summary>What there is to do.</summary>
public enum WorkTask
{
    /// <summary>She is in heat.</summary>
    Inseminate,

    /// <summary>Her udder looks ill.</summary>
    CheckUdder,

    /// <summary>She is ill as a whole.</summary>
    CheckHealth,

    /// <summary>She walks badly.</summary>
    CheckFeet,

    /// <summary>She, or everybody in a zone, is too hot.</summary>
    CoolDown,

    /// <summary>She does not move, or her collar lies somewhere.</summary>
    FindHer,

    /// <summary>She calves soon, by what her collar says or by the calendar.</summary>
    WatchCalving,

    CheckPregnancy,

    DryOff,

    /// <summary>She calved in the last ten days.</summary>
    CheckFreshCow,

    /// <summary>The withdrawal of a treatment ends.</summary>
    ReleaseMilk,

    /// <summary>She was not milked when she should have been.</summary>
    FindOutWhyNotMilked,

    /// <summary>A tag that nobody wears was read.</summary>
    IdentifyTag,

    /// <summary>A calibration expired or is about to.</summary>
    Calibrate,

    ReplaceBattery,

    /// <summary>A sensor drifts, jumped, is stuck, has spikes or falls silent.</summary>
    CheckSensor,

    /// <summary>Alerts are open.</summary>
    LookAtAlerts,
}
