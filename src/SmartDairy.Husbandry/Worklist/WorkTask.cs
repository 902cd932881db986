namespace SmartDairy.Husbandry.Worklist;

/// <summary>Kind of work on the worklist.</summary>
public enum WorkTask
{
    /// <summary>Inseminate an animal that is in heat.</summary>
    Inseminate,

    /// <summary>Check the udder of an animal with signs of mastitis.</summary>
    CheckUdder,

    /// <summary>Check the health of an animal with signs of illness.</summary>
    CheckHealth,

    /// <summary>Check the feet of an animal with signs of lameness.</summary>
    CheckFeet,

    /// <summary>Cool an animal or a zone under heat stress.</summary>
    CoolDown,

    /// <summary>Find an animal that does not move or has lost its collar.</summary>
    FindHer,

    /// <summary>Watch an animal that calves soon, by its collar or by the calendar.</summary>
    WatchCalving,

    /// <summary>Check the pregnancy of an inseminated animal.</summary>
    CheckPregnancy,

    /// <summary>Dry off an animal before it calves.</summary>
    DryOff,

    /// <summary>Check a cow that calved in the last ten days.</summary>
    CheckFreshCow,

    /// <summary>Release the milk of an animal whose withdrawal ends.</summary>
    ReleaseMilk,

    /// <summary>Find out why an animal was not milked when due.</summary>
    FindOutWhyNotMilked,

    /// <summary>Identify a tag that was read and that no animal wears.</summary>
    IdentifyTag,

    /// <summary>Calibrate a device whose calibration has expired or soon will.</summary>
    Calibrate,

    /// <summary>Replace a battery that will soon be empty.</summary>
    ReplaceBattery,

    /// <summary>Check a sensor that drifts, jumped, is stuck, has spikes or falls silent.</summary>
    CheckSensor,

    /// <summary>Look at open alerts about the subject.</summary>
    LookAtAlerts,
}
