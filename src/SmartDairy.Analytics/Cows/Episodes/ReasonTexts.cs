using System.Globalization;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>Formats reasons as English sentences.</summary>
internal static class ReasonTexts
{
    public static FindingReason Describe(in EpisodeReason reason)
    {
        var (code, text) = reason.Code switch
        {
            ReasonCode.Activity =>
                ("activity",
                    Text($"Activity is {reason.Value / Math.Max(reason.Usual, 0.01f):0.0} times the animal's usual level at this hour.")),
            ReasonCode.Rumination =>
                ("rumination",
                    Text($"Rumination is {reason.Value:0} min an hour; {reason.Usual:0} is usual for the animal at this time of day.")),
            ReasonCode.Eating =>
                ("eating", Text($"Eating is {reason.Value:0} min an hour; {reason.Usual:0} is usual for the animal at this time of day.")),
            ReasonCode.Temperature =>
                ("temperature",
                    Text($"The temperature is {reason.Value:0.0} °C; {reason.Usual:0.0} is usual for the animal at this hour.")),
            ReasonCode.EstrusCycle => ("cycle", Text($"The last heat was {reason.Value:0} days ago; {reason.Usual:0} days are usual.")),
            ReasonCode.Restlessness =>
                ("restlessness", Text($"The animal is {reason.Value / Math.Max(reason.Usual, 0.01f):0.0} times as restless as usual.")),
            ReasonCode.Conductivity =>
                ("conductivity",
                    Text($"The conductivity of the milk is {reason.Value:0.00} mS/cm; {reason.Usual:0.00} is usual for the animal.")),
            >= ReasonCode.ConductivityLF and <= ReasonCode.ConductivityRR => Quarter(reason),
            ReasonCode.QuarterShare =>
                ("quarter-yield", Text($"The quarter gave {reason.Value:0.0} L; its usual share is {reason.Usual:0.0} L.")),
            ReasonCode.Blood => ("blood", "The meter detected blood in the milk."),
            ReasonCode.Yield => ("yield", Text($"The animal gave {reason.Value:0.0} L; {reason.Usual:0.0} L were expected.")),
            ReasonCode.MilkTemperature =>
                ("milk-temperature", Text($"The temperature of the milk was {reason.Value:0.0} °C; {reason.Usual:0.0} is usual.")),
            ReasonCode.Fever => ("temperature", Text($"The animal has been {reason.Value:0.0} °C warmer than usual for half a day.")),
            ReasonCode.RuminationDeviation =>
                ("rumination",
                    Text($"The animal has ruminated less than usual for half a day, by {-reason.Value:0.0} standard deviations an hour.")),
            ReasonCode.RuminationDay =>
                ("rumination", Text($"The animal ruminated {reason.Value:0} min in 24 hours; {reason.Usual:0} is usual.")),
            ReasonCode.EatingDay => ("eating", Text($"The animal ate for {reason.Value:0} min in 24 hours; {reason.Usual:0} is usual.")),
            ReasonCode.ActivityDay =>
                ("activity",
                    Text($"Activity over 24 hours is {100 * reason.Value / Math.Max(reason.Usual, 0.01f):0} % of the animal's usual level.")),
            ReasonCode.EarlyLactation =>
                ("stage", Text($"The animal calved {reason.Value:0} days ago; illness is most likely at this stage.")),
            ReasonCode.HeatLoad =>
                ("thi", Text($"The temperature-humidity index was at least {reason.Usual:0} for {reason.Value:0} of the last 24 hours.")),
            ReasonCode.DueDate => ("due", Text($"The animal is due in {reason.Value:0} days.")),
            ReasonCode.NoMovement => ("stillness", Text($"The animal has hardly moved, ruminated or eaten for {reason.Value:0} hours.")),
            ReasonCode.CollarCooled =>
                ("temperature",
                    Text($"The collar has cooled to {reason.Value:0.0} °C; {reason.Usual:0.0} is usual. The animal has probably lost the collar.")),
            ReasonCode.CollarWarm =>
                ("temperature", Text($"The collar is at {reason.Value:0.0} °C, as on a cow: the animal is probably down.")),
            ReasonCode.YieldDeviation =>
                ("yield", Text($"The last milkings gave less than expected, by {-reason.Value:0.0} standard deviations.")),
            ReasonCode.DryDays => ("dry", Text($"The animal has been dry for {reason.Value:0} days.")),
            ReasonCode.TemperatureFall =>
                ("temperature", Text($"The animal has been {-reason.Value:0.0} °C cooler than usual for half a day.")),
            _ => ("other", Text($"{reason.Value:0.0} against {reason.Usual:0.0}.")),
        };
        return new(code, reason.Value, reason.Usual, reason.Weight, text);
    }

    private static (string, string) Quarter(in EpisodeReason reason)
    {
        var quarter = (reason.Code - ReasonCode.ConductivityLF) switch { 0 => "LF", 1 => "RF", 2 => "LR", _ => "RR" };
        return ($"conductivity-{quarter}",
            Text($"The conductivity of quarter {quarter} is {reason.Value:0.00} mS/cm; {reason.Usual:0.00} is usual relative to the other quarters."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
