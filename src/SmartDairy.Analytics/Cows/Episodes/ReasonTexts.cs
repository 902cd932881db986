using System.Globalization;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>Reasons in words.</summary>
internal static class ReasonTexts
{
    public static FindingReason Describe(in EpisodeReason reason)
    {
        var (code, text) = reason.Code switch
        {
            ReasonCode.Activity => ("activity", Text($"Activity is {reason.Value / Math.Max(reason.Usual, 0.01f):0.0} times what is usual for her at this hour.")),
            ReasonCode.Rumination => ("rumination", Text($"Rumination is {reason.Value:0} min an hour, {reason.Usual:0} is usual for her at this time of day.")),
            ReasonCode.Eating => ("eating", Text($"She eats {reason.Value:0} min an hour, {reason.Usual:0} is usual for her at this time of day.")),
            ReasonCode.Temperature => ("temperature", Text($"Her temperature is {reason.Value:0.0} °C, {reason.Usual:0.0} is usual for her at this hour.")),
            ReasonCode.EstrusCycle => ("cycle", Text($"Her last heat was {reason.Value:0} days ago; {reason.Usual:0} are usual.")),
            ReasonCode.Restlessness => ("restlessness", Text($"She is {reason.Value / Math.Max(reason.Usual, 0.01f):0.0} times as restless as usual.")),
            ReasonCode.Conductivity => ("conductivity", Text($"The conductivity of her milk is {reason.Value:0.00} mS/cm, {reason.Usual:0.00} is usual for her.")),
            >= ReasonCode.ConductivityLF and <= ReasonCode.ConductivityRR => Quarter(reason),
            ReasonCode.QuarterShare => ("quarter-yield", Text($"The quarter gave {reason.Value:0.0} L, {reason.Usual:0.0} is its usual share.")),
            ReasonCode.Blood => ("blood", "The meter saw blood in her milk."),
            ReasonCode.Yield => ("yield", Text($"She gave {reason.Value:0.0} L, {reason.Usual:0.0} were expected of her.")),
            ReasonCode.MilkTemperature => ("milk-temperature", Text($"Her milk was {reason.Value:0.0} °C warm, {reason.Usual:0.0} is usual.")),
            ReasonCode.Fever => ("temperature", Text($"For half a day she has been {reason.Value:0.0} °C warmer than usual.")),
            ReasonCode.RuminationDeviation => ("rumination", Text($"For half a day she has ruminated less than usual, by {-reason.Value:0.0} standard deviations an hour.")),
            ReasonCode.RuminationDay => ("rumination", Text($"She ruminated {reason.Value:0} min in 24 hours, {reason.Usual:0} is usual for her.")),
            ReasonCode.EatingDay => ("eating", Text($"She ate for {reason.Value:0} min in 24 hours, {reason.Usual:0} is usual for her.")),
            ReasonCode.ActivityDay => ("activity", Text($"Her activity of 24 hours is {100 * reason.Value / Math.Max(reason.Usual, 0.01f):0} % of what is usual for her.")),
            ReasonCode.EarlyLactation => ("stage", Text($"She calved {reason.Value:0} days ago, when illness is most likely.")),
            ReasonCode.HeatLoad => ("thi", Text($"The temperature-humidity index was at least {reason.Usual:0} for {reason.Value:0} of the last 24 hours.")),
            ReasonCode.DueDate => ("due", Text($"She is due in {reason.Value:0} days.")),
            ReasonCode.NoMovement => ("stillness", Text($"For {reason.Value:0} hours she has hardly moved, ruminated or eaten.")),
            ReasonCode.CollarCooled => ("temperature", Text($"The collar has cooled down to {reason.Value:0.0} °C, {reason.Usual:0.0} is usual: it seems to lie somewhere.")),
            ReasonCode.CollarWarm => ("temperature", Text($"The collar is at {reason.Value:0.0} °C, as it is on a cow: she seems to be down.")),
            ReasonCode.YieldDeviation => ("yield", Text($"Her last milkings gave less than expected, by {-reason.Value:0.0} standard deviations.")),
            ReasonCode.DryDays => ("dry", Text($"She has been dry for {reason.Value:0} days.")),
            ReasonCode.TemperatureFall => ("temperature", Text($"For half a day she has been {-reason.Value:0.0} °C cooler than usual.")),
            _ => ("other", Text($"{reason.Value:0.0} against {reason.Usual:0.0}.")),
        };
        return new(code, reason.Value, reason.Usual, reason.Weight, text);
    }

    private static (string, string) Quarter(in EpisodeReason reason)
    {
        var quarter = (reason.Code - ReasonCode.ConductivityLF) switch { 0 => "LF", 1 => "RF", 2 => "LR", _ => "RR" };
        return ($"conductivity-{quarter}", Text($"The conductivity of quarter {quarter} is {reason.Value:0.00} mS/cm, {reason.Usual:0.00} is usual of it beside the others."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
