using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Grains.Devices;

/// <content>What a meter or gateway says of the whole parlor.</content>
public sealed partial class DeviceGrain
{
    private void TellParlor(DeviceBatch batch, DeviceIntake intake)
    {
        foreach (var (index, report) in intake.Reports)
        {
            var message = batch.Messages[index];
            if (Topic.TryParse(message.Topic, out var topic) && topic.Kind == TopicKind.ParlorStatus)
            {
                var said = new ParlorReport(report.Status, report.Message, report.Time ?? message.ReceivedAt);
                _ = GrainFactory.GetGrain<IParlorGrain>(StallKey.OfParlor(topic.FarmId, topic.ParlorId)).ReportAsync(said);
            }
        }
    }
}
