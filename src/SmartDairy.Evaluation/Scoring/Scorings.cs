using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>The matching rules of every detector; they are explained in docs/evaluation.md.</summary>
public static class Scorings
{
    private const long Hour = Span.Hour;
    private const long Day = Span.Day;

    /// <summary>An alarm told from six hours before the onset to twelve hours after the end is that estrus; soon is within six hours of the onset.</summary>
    public static EventScoring Heat(string detector, FieldFigures? field = null) => new()
    {
        Detector = detector,
        Target = "estrus",
        Kinds = [TruthKind.Estrus],
        Window = estrus => (estrus.Start - (6 * Hour), estrus.End + (12 * Hour)),
        Near = estrus => (estrus.Start - (6 * Hour), estrus.End + (12 * Hour)),
        Reference = estrus => estrus.Start,
        Soon = 6 * Hour,
        SoonEnough = "within 6 h of onset",
        Classes = estrus => [estrus.Visible ? "visible" : "silent", estrus.End - estrus.Start < 5 * Hour ? "short" : "not short"],
        Field = field,
    };

    /// <summary>
    /// Clinical mastitis is found when an alarm is up in the 48 hours around the time a herdsman would see it (Hogeveen 2010 allows a window of 48 h): 24 before to 24 after. An alarm
    /// from the first measurable change to a week after the end is right.
    /// </summary>
    public static EventScoring Mastitis(string detector, FieldFigures? field = null) => new()
    {
        Detector = detector,
        Target = "clinical mastitis",
        Kinds = [TruthKind.Mastitis],
        Window = infection => (Seen(infection) - Day, Seen(infection) + Day),
        Near = infection => (infection.Start - (12 * Hour), infection.End + (7 * Day)),
        Reference = infection => infection.RecognisedAt,
        Soon = Day,
        SoonEnough = "in the 48 h around recognition",
        Classes = infection => [infection.Severity.ToString().ToLowerInvariant()],
        Lasting = true,
        Field = field,
    };

    /// <summary>A metabolic illness is found by an alarm from five days before a herdsman would see it to a day after. Other illnesses of the whole cow excuse an alarm.</summary>
    public static EventScoring Illness(string detector) => new()
    {
        Detector = detector,
        Target = "ketosis, displaced abomasum",
        Kinds = [TruthKind.Ketosis, TruthKind.DisplacedAbomasum],
        Excused = [TruthKind.Metritis, TruthKind.Mastitis, TruthKind.Lameness],
        Window = illness => (Seen(illness) - (5 * Day), Seen(illness) + Day),
        Near = illness => (Math.Min(illness.Start, Seen(illness) - (5 * Day)), illness.End + (2 * Day)),
        Reference = illness => illness.RecognisedAt,
        Soon = 0,
        SoonEnough = "before recognition",
        Classes = illness => [illness.Kind.ToString(), illness.Severity.ToString().ToLowerInvariant()],
        Lasting = true,
    };

    /// <summary>A calving is foreseen by an alarm in the two days before it.</summary>
    public static EventScoring Calving(string detector) => new()
    {
        Detector = detector,
        Target = "calving within 48 h",
        Kinds = [TruthKind.Calving],
        Window = calving => (calving.End - (2 * Day), calving.End),
        Near = calving => (calving.End - (2 * Day), calving.End + Day),
        Reference = calving => calving.End,
        Soon = -6 * Hour,
        SoonEnough = "6 h before or earlier",
    };

    /// <summary>A collar that lies somewhere is found while it lies there, soon within twelve hours.</summary>
    public static EventScoring NoMovement(string detector) => new()
    {
        Detector = detector,
        Target = "lost collar",
        Kinds = [TruthKind.CollarLost],
        Window = lost => (lost.Start, lost.End),
        Near = lost => (lost.Start, lost.End + (6 * Hour)),
        Reference = lost => lost.Start,
        Soon = 12 * Hour,
        SoonEnough = "within 12 h",
    };

    /// <summary>
    /// A hot spell, days of a mean temperature-humidity index of 72 or more, is found by an alarm that is up in it. An alarm up to three days before or after is not false: milk falls from
    /// 68 on, and the detector warns of that.
    /// </summary>
    public static EventScoring HeatStress(string detector) => new()
    {
        Detector = detector,
        Target = "days of THI 72 and more",
        Kinds = [TruthKind.HeatStress],
        Window = spell => (spell.Start, spell.End),
        Near = spell => (spell.Start - (3 * Day), spell.End + (3 * Day)),
        Reference = spell => spell.Start,
        Soon = Day,
        SoonEnough = "on the first day",
        Lasting = true,
    };

    private static long Seen(TruthEvent illness) => illness.RecognisedAt ?? illness.End;
}
