using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Plan;

namespace SmartDairy.Simulator.Messages;

internal sealed class Collars(HerdOptions options, FarmPlan plan, IReadOnlyList<Cow> cows, Noise noise, TimeZoneInfo zone) : IVoice
{
    private readonly Beat[] _beats = [.. cows.Select(cow => new Beat(options.CollarInterval, noise.Of(40, cow.Index).Uniform(0)))];
    private readonly string[] _topics = [.. plan.Collars.Select(collar => $"{collar.Place}/activity/telemetry")];

    public void Speak(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var days = new FarmDays(zone);
        foreach (var cow in cows)
        {
            var beat = _beats[cow.Index];
            for (var tick = beat.FirstFrom(from); beat.TimeOf(tick) < to; tick++)
            {
                messages.Add(Report(cow, tick, days, writer));
            }
        }
    }

    private SimulatedMessage Report(Cow cow, long tick, FarmDays days, PayloadWriter writer)
    {
        var at = _beats[cow.Index].TimeOf(tick);
        var collar = plan.Collars[cow.Index];
        var own = noise.Of(41, cow.Index);
        var midnight = days.At(at).Midnight;
        var elapsed = (at - midnight) / 3_600_000.0;
        var day = DayBudget.Of(cow, midnight, elapsed);
        var heat = cow.InHeat(at);
        // Heat multiplies the count by e^1.03 = 2.8 (Løvendahl & Chagunda); by night cows move a third of what they do by day.
        var rhythm = 0.7 - (0.35 * Math.Cos((elapsed - 3) / 24 * 2 * Math.PI));
        var activity = cow.BaseActivity * rhythm * (heat ? 2.8 : 1) * Math.Exp(0.18 * own.Normal(tick));

        var json = writer.Json;
        writer.Begin(at, tick);
        json.WriteString("device_id", collar.Id);
        json.WriteString("animal_id", cow.Id);
        json.WriteNumber("farm_id", options.FarmId);
        writer.Number("activity_score", activity, 0);
        writer.Number("activity_index", activity / cow.BaseActivity, 2);
        writer.Number("rumination_minutes", Math.Floor(day.Rumination), 0);
        writer.Number("eating_minutes", Math.Floor(day.Eating), 0);
        writer.Number("resting_minutes", Math.Floor(day.Resting), 0);
        writer.Number("temperature_c", cow.BodyTemperature(at), 1);
        json.WriteString("position", own.Uniform(tick) < (elapsed is > 5 and < 21 ? 0.55 : 0.25) ? "standing" : "lying");
        writer.Number("heat_index", Math.Clamp((heat ? 0.75 : 0.15) + (0.06 * own.Normal(-tick)), 0, 1), 2);
        json.WriteBoolean("health_alert", cow.HasMastitis(at) && own.Uniform(tick + 7) < 0.6);
        json.WriteString("fertility_status", heat ? "heat" : "normal");
        json.WriteNumber("battery_level", Battery.Level(own, at, months: 48));
        return new(collar.Id, collar.GatewayId!, _topics[cow.Index], writer.End(), at, at, MessageKind.Activity) { HeaderLength = writer.HeaderLength };
    }
}
