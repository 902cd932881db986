using System.Globalization;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>Calibrations that expire within two weeks and batteries that will be empty within two weeks.</summary>
internal static class MaintenanceCauses
{
    private const int Ahead = 14;
    private const int Week = 7;

    public static void Collect(WorklistInput facts, FarmInstant now, List<WorkCause> causes)
    {
        Calibrations(facts, now, causes);
        Batteries(facts, now, causes);
    }

    private static void Calibrations(WorklistInput facts, FarmInstant now, List<WorkCause> causes)
    {
        var held = facts.Calibrations.Where(each => each.Valid && each.CalibratedAt <= now.At)
            .GroupBy(each => (each.DeviceId, each.Metric));
        foreach (var versions in held)
        {
            var newest = versions.MaxBy(each => (each.CalibratedAt, each.Version))!;
            if (newest.ExpiresAt is not { } expires || now.DaysSince(expires) < -Ahead)
            {
                continue;
            }

            var over = expires <= now.At;
            var date = FarmInstant.Format(now.DateOf(expires));
            causes.Add(new(
                WorkTask.Calibrate, WorkSubjectTypes.Device, newest.DeviceId,
                $"calibration/{newest.DeviceId}/{newest.Metric}/{newest.Version}", now.MidnightAfter(expires, -Ahead),
                over ? WorkUrgency.Today : WorkUrgency.Soon, Math.Clamp(20 + (now.DaysSince(expires) * 0.5), 12, 35),
                [over ? $"The calibration of {newest.Metric} expired on {date}: its readings are marked."
                    : $"The calibration of {newest.Metric} expires on {date}."]));
        }
    }

    private static void Batteries(WorklistInput facts, FarmInstant now, List<WorkCause> causes)
    {
        foreach (var battery in facts.Batteries)
        {
            var left = -now.DaysSince(battery.EmptyAt);
            if (left > Ahead)
            {
                continue;
            }

            var level = battery.Level is { } percent ? $" ({percent.ToString("0", CultureInfo.InvariantCulture)} % now)" : "";
            var date = FarmInstant.Format(now.DateOf(battery.EmptyAt));
            causes.Add(new(
                WorkTask.ReplaceBattery, WorkSubjectTypes.Device, battery.DeviceId, $"battery/{battery.DeviceId}",
                now.MidnightAfter(battery.EmptyAt, -Ahead),
                left <= Week ? WorkUrgency.Today : WorkUrgency.Soon, Math.Clamp(34 - left, 15, 45),
                [left >= 0 ? $"The battery will be empty about {date}{level}." : $"The battery should have been empty by {date}{level}."]));
        }
    }
}
