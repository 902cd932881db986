using System.Globalization;
using SmartDairy.Cli.Output;
using SmartDairy.Evaluation;
using SmartDairy.Evaluation.Reports;
using Spectre.Console;

namespace SmartDairy.Cli.Evaluate;

/// <summary>Prints an evaluation as tables and text.</summary>
internal static class EvaluationTable
{
    public static void Print(EvaluationResult result, EvaluationReport report, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("detector", "events", "sensitivity", "soon", "specificity", "PPV", "false/cow-week", "delay h", "in the field");
        foreach (var row in report.Detectors)
        {
            table.AddRow(
                Markup.Escape($"{row.Detector}\n{row.Target}"),
                $"{row.Found}/{row.Events}",
                Share(row.Sensitivity),
                $"{Share(row.SensitivitySoon)}\n{Markup.Escape(row.Soon)}",
                $"{Share(row.Specificity)}\nof {Markup.Escape(row.SpecificityOf)}",
                Share(row.PositivePredictiveValue),
                Number(row.FalseAlarmsPerCowWeek, "0.0000"),
                $"{Number(row.MedianDelayHours, "0.0")}\n90 %: {Number(row.NinetiethDelayHours, "0.0")}",
                Field(row.Field));
        }

        terminal.WriteTable(table);
        foreach (var row in report.Detectors)
        {
            var classes =
                string.Join(", ", row.SensitivityOf.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key} {Percent(pair.Value.Value)}"));
            var falseAlarms =
                string.Join(
                    ", ", row.FalseAlarmsWhile.OrderByDescending(pair => pair.Value).Take(6).Select(pair => $"{pair.Key} {pair.Value}"));
            terminal.WriteResult(
                $"{row.Detector}: {(classes.Length == 0 ? "no classes" : classes)}; false alarms while {(falseAlarms.Length == 0 ? "-" : falseAlarms)}");
        }

        var rumination = report.RuminationAtEstrus;
        terminal.WriteResult(
            $"rumination on the day of estrus: {Percent(rumination.Mean)} ({Percent(rumination.Low)} to {Percent(rumination.High)}, {rumination.Cycles} cycles); in the field -17 % (-71 to +16 %, Reith & Hoy)");
        terminal.WriteResult($"right quarter of right mastitis alarms: {Percent(report.RightQuarter)}");
        terminal.WriteResult(
            string.Create(CultureInfo.InvariantCulture,
                $"seeds {string.Join(", ", report.Seeds)}; {report.Cows} cows, {report.Days} days of which {report.WarmUpDays} to learn; noise x{report.Noise}; {report.Messages:N0} messages, {result.Seeds.Sum(seed => seed.Rejected):N0} refused"));
    }

    private static string Field(EvaluationReport.LiteratureRow? field)
    {
        if (field is null)
        {
            return "";
        }

        var figures = $"{Range(field.SensitivityLow, field.SensitivityHigh)} / {Range(field.SpecificityLow, field.SpecificityHigh)}";
        return $"{Markup.Escape(figures)}\n{(field.Fits ? "[green]within 7 points[/]" : "[red]off by more than 7 points[/]")}";
    }

    private static string Range(double? low, double? high) => low == high ? Percent(low) : $"{Percent(low)} to {Percent(high)}";

    private static string Share(EvaluationReport.Share share)
        => share.Value is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0} %\n{share.Low * 100:0.0}-{share.High * 100:0.0}")
            : "-";

    private static string Percent(double? share)
        => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %") : "-";

    private static string Number(double? number, string format)
        => number is { } value ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}
