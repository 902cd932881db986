using System.Globalization;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Husbandry.Tests.Milking;

/// <summary>Makes messages of one meter.</summary>
internal static class MeterMessages
{
    /// <summary>2026-03-02 05:00 in Berlin.</summary>
    public const long Morning = 1_772_424_000_000;

    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static FarmCalendar Days() => new(Berlin);

    public static MilkingReading Message(
        MilkingPhase phase, double minute, string? session = "S1", string? animal = "COW-7", double litres = double.NaN,
        string? extra = null, double? started = null,
        double? ended = null, bool? blood = null, bool? incomplete = null, double conductivity = double.NaN, int quality = 100,
        long? message = null)
    {
        var values = new double[Metrics.ForFamily(ReadingFamily.Milking).Length];
        values.AsSpan().Fill(double.NaN);
        (values[0], values[4]) = (litres, conductivity);
        var at = At(minute);
        return new MilkingReading
        {
            DeviceId = "METER-1",
            FarmId = 1,
            Time = at,
            ReceivedAt = at,
            MessageId = message ?? ((at * 4) + (int)phase),
            Quality = quality,
            Values = values,
            Phase = phase,
            SessionId = session,
            AnimalId = animal,
            StartedAt = started is { } s ? At(s) : null,
            EndedAt = ended is { } e ? At(e) : null,
            BloodDetected = blood,
            IncompleteMilking = incomplete,
            Extra = extra,
        };
    }

    public static long At(double minute) => Morning + (long)(minute * 60_000);

    public static IReadOnlyList<MilkingSession> Fold(IEnumerable<MilkingReading> messages, double until = double.NaN)
    {
        var fold = new MilkingFold(Days());
        foreach (var message in messages)
        {
            fold.Add(message);
        }

        if (!double.IsNaN(until))
        {
            fold.Advance(At(until));
        }

        return fold.DrainMilkings();
    }

    /// <summary>What stands after each message was taken by itself: rows by id, without those that were taken back.</summary>
    public static IReadOnlyList<string> Rows(IEnumerable<MilkingReading> messages)
    {
        var fold = new MilkingFold(Days());
        var rows = new SortedDictionary<string, MilkingSession>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            fold.Add(message);
            foreach (var session in fold.DrainMilkings())
            {
                rows[session.Id] = session;
            }
        }

        return [.. rows.Values.Where(row => !row.Retracted).Select(Text)];
    }

    /// <summary>Everything in it.</summary>
    public static string Text(MilkingSession session) => string.Create(
        CultureInfo.InvariantCulture,
        $"{session with { Quarters = [], Curve = [] }} | {string.Join(";", session.Quarters)} | {string.Join(";", session.Curve)}");
}
