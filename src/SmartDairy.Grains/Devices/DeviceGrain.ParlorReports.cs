using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Devices;

/// <content>What a meter or gateway says of the whole parlor.</content>
public sealed partial class DeviceGrain
{
    private void ReportToParlor(DeviceBatch batch, DecodedBatch intake)
    {
        foreach (var (index, report) in intake.StatusReports)
        {
            var message = batch.Messages[index];
            if (TopicParser.TryGetTopic(message, out var topic) && topic.Kind == TopicKind.ParlorStatus)
            {
                var said = new ParlorStatusReport(report.Status, report.Message, report.Time ?? message.ReceivedAt);
                _ = GrainFactory.GetGrain<IParlorGrain>(StallKey.ForParlor(topic.FarmId, topic.ParlorId)).UpdateStatusAsync(said);
            }
        }
    }
}
