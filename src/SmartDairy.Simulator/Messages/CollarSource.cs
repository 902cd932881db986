using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Instruments;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

/// <summary>Messages of the collars. A collar worn by another cow still reports the animal of its registration.</summary>
internal sealed class CollarSource(SimulationContext context, FarmLayout layout) : IMessageSource
{
    private const double HourMs = 3_600_000;

    // Below this interval a collar reports the activity of the current hour, otherwise a mean over the last 60 minutes.
    private static readonly TimeSpan SlowInterval = TimeSpan.FromMinutes(30);
    private readonly SimulatedHerdOptions _options = context.Options;
    private readonly CollarModel _collarModel = context.CreateCollarModel();
    private readonly double _months = BatteryModel.CollarMonths(context.Parameters.Collars, context.Options.CollarInterval);
    private readonly Collar[] _collars = [.. context.Cows.Select(cow => new Collar(
        cow, layout.Collars[cow.Index].Id, layout.Collars[cow.Index].GatewayId!,
        $"{layout.Collars[cow.Index].TopicPrefix}/activity/telemetry",
        new ReportSchedule(context.Options.CollarInterval, context.RandomSource.Derive(40, cow.Index).Uniform(0)),
        context.RandomSource.Derive(41, cow.Index)))];

    public void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var days = new FarmCalendar(context.Zone);
        var chance = context.Parameters.Collars.Missing;
        foreach (var collar in _collars)
        {
            for (var tick = collar.Schedule.FirstTickFrom(from); collar.Schedule.TimeOf(tick) < to; tick++)
            {
                var at = collar.Schedule.TimeOf(tick);
                var farmDay = days.DayAt(at);
                var day = _collarModel.DayOf(collar.Cow.Index, farmDay);
                if (collar.Noise.Uniform((tick * 16) + 15) >= chance && !day.IsSilentAt(at))
                {
                    messages.Add(Report(collar, tick, at, day, (at - farmDay.Start) / HourMs, writer));
                }
            }
        }
    }

    private SimulatedMessage Report(Collar collar, long tick, long at, CollarDayCounters day, double elapsed, PayloadWriter writer)
    {
        var numbers = context.Parameters;
        var own = collar.Noise;
        var hour = (int)elapsed;
        var part = elapsed - hour;
        var before = hour == 0 ? day.PastActivity[23] : day.Activity[hour - 1];
        var count = _options.CollarInterval < SlowInterval ? day.Activity[hour] : (day.Activity[hour] * part) + (before * (1 - part));
        count *= Math.Exp(numbers.Noise * numbers.Collars.ActivityNoise * own.Normal(tick * 4));
        var temperature = day.Temperature[hour] - (numbers.Collars.TemperatureOffset * Math.Abs(own.Normal(-1)))
            + (numbers.Noise * numbers.Collars.TemperatureNoise * own.Normal((tick * 4) + 1));
        var lying = (MinutesInHour(day.Resting, hour) + (0.6 * MinutesInHour(day.Rumination, hour))) / 60;
        var heat = CollarFirmware.HeatIndex(day, hour);

        var json = writer.Json;
        writer.Begin(at, tick);
        json.WriteString("device_id"u8, collar.Id);
        json.WriteString("animal_id"u8, collar.Cow.Id);
        json.WriteNumber("farm_id"u8, _options.FarmId);
        writer.WriteNumber("activity_score"u8, count, 0);
        writer.WriteNumber("activity_index"u8, Math.Min(100, count / Math.Max(1, day.PastActivityMean)), 2);
        writer.WriteNumber("rumination_minutes"u8, Math.Floor(MinutesUntil(day.Rumination, hour, part)), 0);
        writer.WriteNumber("eating_minutes"u8, Math.Floor(MinutesUntil(day.Eating, hour, part)), 0);
        writer.WriteNumber("resting_minutes"u8, Math.Floor(MinutesUntil(day.Resting, hour, part)), 0);
        writer.WriteNumber("temperature_c"u8, temperature, 1);
        json.WriteString("position"u8, own.Uniform((tick * 16) + 14) < lying ? "lying"u8 : "standing"u8);
        writer.WriteNumber("heat_index"u8, heat, 2);
        json.WriteBoolean("health_alert"u8, CollarFirmware.HasHealthAlert(day));
        json.WriteString("fertility_status"u8, CollarFirmware.FertilityStatus(heat));
        json.WriteNumber("battery_level"u8, BatteryModel.LevelPercent(own, at, _months));
        return new(
            collar.Id, collar.GatewayId, collar.Topic, writer.End(), at, at, MessageKind.Activity)
        { HeaderLength = writer.HeaderLength };
    }

    private static double MinutesInHour(float[] minutes, int hour) => minutes[hour + 1] - minutes[hour];

    private static double MinutesUntil(float[] minutes, int hour, double part) => minutes[hour] + (part * MinutesInHour(minutes, hour));

    private sealed record Collar(SimulatedCow Cow, string Id, string GatewayId, string Topic, ReportSchedule Schedule, IndexedRandom Noise);
}
