using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>The matching rules of every detector, explained in docs/evaluation.md.</summary>
public static class ScoringRules
{
    private const long Hour = ScoringPeriod.HourMs;
    private const long Day = ScoringPeriod.DayMs;

    /// <summary>
    /// An estrus is found by an alarm from six hours before the onset to twelve hours after the end, soon within six hours of the onset.
    /// </summary>
    public static ScoringRule Estrus(string detector, LiteratureAccuracy? field = null) => new()
    {
        Detector = detector,
        Target = "estrus",
        Kinds = [TruthKind.Estrus],
        DetectionWindow = estrus => (estrus.Start - (6 * Hour), estrus.End + (12 * Hour)),
        ToleranceWindow = estrus => (estrus.Start - (6 * Hour), estrus.End + (12 * Hour)),
        ReferenceTime = estrus => estrus.Start,
        SoonWithinMs = 6 * Hour,
        SoonDescription = "within 6 h of onset",
        Classes = estrus => [estrus.IsVisible ? "visible" : "silent", estrus.End - estrus.Start < 5 * Hour ? "short" : "not short"],
        Literature = field,
    };

    /// <summary>
    /// A clinical mastitis is found by an alarm that is up within 24 hours of the time a herdsman would see it (the window of 48 h of
    /// Hogeveen 2010). An alarm from the first measurable change to a week after the end is right.
    /// </summary>
    public static ScoringRule Mastitis(string detector, LiteratureAccuracy? field = null) => new()
    {
        Detector = detector,
        Target = "clinical mastitis",
        Kinds = [TruthKind.Mastitis],
        DetectionWindow = infection => (Seen(infection) - Day, Seen(infection) + Day),
        ToleranceWindow = infection => (infection.Start - (12 * Hour), infection.End + (7 * Day)),
        ReferenceTime = infection => infection.RecognisedAt,
        SoonWithinMs = Day,
        SoonDescription = "in the 48 h around recognition",
        Classes = infection => [infection.Severity.ToString().ToLowerInvariant()],
        CountsOngoingAlarms = true,
        Literature = field,
    };

    /// <summary>
    /// A metabolic illness is found by an alarm from five days before a herdsman would see it to a day after. Other illnesses of the whole
    /// cow excuse an alarm.
    /// </summary>
    public static ScoringRule Illness(string detector) => new()
    {
        Detector = detector,
        Target = "ketosis, displaced abomasum",
        Kinds = [TruthKind.Ketosis, TruthKind.DisplacedAbomasum],
        IgnoredKinds = [TruthKind.Metritis, TruthKind.Mastitis, TruthKind.Lameness],
        DetectionWindow = illness => (Seen(illness) - (5 * Day), Seen(illness) + Day),
        ToleranceWindow = illness => (Math.Min(illness.Start, Seen(illness) - (5 * Day)), illness.End + (2 * Day)),
        ReferenceTime = illness => illness.RecognisedAt,
        SoonWithinMs = 0,
        SoonDescription = "before recognition",
        Classes = illness => [illness.Kind.ToString(), illness.Severity.ToString().ToLowerInvariant()],
        CountsOngoingAlarms = true,
    };

    /// <summary>A calving is found by an alarm in the two days before it.</summary>
    public static ScoringRule Calving(string detector) => new()
    {
        Detector = detector,
        Target = "calving within 48 h",
        Kinds = [TruthKind.Calving],
        DetectionWindow = calving => (calving.End - (2 * Day), calving.End),
        ToleranceWindow = calving => (calving.End - (2 * Day), calving.End + Day),
        ReferenceTime = calving => calving.End,
        SoonWithinMs = -6 * Hour,
        SoonDescription = "6 h before or earlier",
    };

    /// <summary>A lost collar is found while it is lost, soon within twelve hours.</summary>
    public static ScoringRule NoMovement(string detector) => new()
    {
        Detector = detector,
        Target = "lost collar",
        Kinds = [TruthKind.CollarLost],
        DetectionWindow = lost => (lost.Start, lost.End),
        ToleranceWindow = lost => (lost.Start, lost.End + (6 * Hour)),
        ReferenceTime = lost => lost.Start,
        SoonWithinMs = 12 * Hour,
        SoonDescription = "within 12 h",
    };

    /// <summary>
    /// A hot spell, days with a mean temperature-humidity index of at least 72, is found by an alarm that is up in it. An alarm up to three
    /// days before or after is not false, since milk yield falls from 68 on and the detector warns of that.
    /// </summary>
    public static ScoringRule HeatStress(string detector) => new()
    {
        Detector = detector,
        Target = "days of THI 72 and more",
        Kinds = [TruthKind.HeatStress],
        DetectionWindow = spell => (spell.Start, spell.End),
        ToleranceWindow = spell => (spell.Start - (3 * Day), spell.End + (3 * Day)),
        ReferenceTime = spell => spell.Start,
        SoonWithinMs = Day,
        SoonDescription = "on the first day",
        CountsOngoingAlarms = true,
    };

    private static long Seen(TruthEvent illness) => illness.RecognisedAt ?? illness.End;
}
