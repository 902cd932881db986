using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

internal sealed class GatewayStatusSource(SimulationContext context, FarmLayout layout) : IMessageSource
{
    private readonly (ReportSchedule Schedule, IndexedRandom Noise)[] _gateways =
        [.. layout.Gateways.Select((_, index) =>
            (new ReportSchedule(context.Options.StatusInterval, context.RandomSource.Derive(20, index).Uniform(0)),
                context.RandomSource.Derive(21, index)))];

    public void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        for (var index = 0; index < _gateways.Length; index++)
        {
            var (schedule, own) = _gateways[index];
            var device = layout.Gateways[index];
            for (var tick = schedule.FirstTickFrom(from); schedule.TimeOf(tick) < to; tick++)
            {
                var at = schedule.TimeOf(tick);
                writer.Begin(at, tick);
                writer.Json.WriteString("device_id", device.Id);
                writer.Json.WriteNumber("farm_id", device.FarmId);
                writer.Json.WriteString("status", "online");
                writer.WriteNumber("signal_strength", -58 + (3 * own.Normal(tick)), 0);
                writer.Json.WriteString("firmware_version", "3.0.2");
                messages.Add(new(device.Id, device.Id, $"{device.TopicPrefix}/status", writer.End(), at, at, MessageKind.Status));
            }
        }
    }
}
