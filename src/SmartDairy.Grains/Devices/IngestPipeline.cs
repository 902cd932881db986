using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Topics;
using SmartDairy.Grains.Intake;
using SmartDairy.History;
using SmartDairy.History.Ledger;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Devices;

/// <summary>From bytes to rows: decodes the messages of a device and commits readings and rejected messages.</summary>
public sealed class IngestPipeline(IHistory history, RejectedMessageRecorder rejectedMessages)
{
    public DecodedBatch Decode(DeviceBatch batch, DeviceRegistration? device, string deviceId)
    {
        var intake = new DecodedBatch();
        List<Rejection>? refusals = null;
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            var message = batch.Messages[i];
            if (!TopicParser.TryGetTopic(message, out var topic))
            {
                Reject(intake, batch, i, device, deviceId,
                    new Rejection(RejectionCode.TopicUnknown, null, "The topic is not one of the topics devices publish on."));
                continue;
            }

            if (device is null)
            {
                Reject(intake, batch, i, device, deviceId,
                    new Rejection(RejectionCode.DeviceUnknown, null, "The device is not registered."));
                continue;
            }

            if (!device.Enabled)
            {
                Reject(intake, batch, i, device, deviceId, new Rejection(RejectionCode.DeviceDisabled, null, "The device is disabled."));
                continue;
            }

            refusals ??= [];
            refusals.Clear();
            if (topic.Kind is TopicKind.SensorStatus or TopicKind.DeviceStatus or TopicKind.ParlorStatus)
            {
                DecodeStatus(topic, intake, batch, i, device, deviceId);
                continue;
            }

            var before = intake.Readings.Count;
            PayloadDecoder.Decode(
                new DecodeContext(topic.Kind, device, message.ReceivedAt, topic.Kind == TopicKind.AnimalLocation
                    ? topic.Id.ToString()
                    : null), message.Payload.Span, intake.Readings, refusals);
            for (var k = 0; k < refusals.Count; k++)
            {
                AddRejection(intake, batch, i, device, deviceId, refusals[k], k, intake.Readings.Count > before);
            }
        }

        return intake;
    }

    public async Task<CommitReceipt> CommitAsync(DecodedBatch intake)
    {
        // Rejected messages first: written again they are the same rows, while readings written again are counted as duplicates. A failure
        // can therefore be retried, and the ledger still closes.
        if (intake.Rejected.Count > 0)
        {
            await history.AppendRejectedAsync(intake.Rejected);
        }

        var receipt = intake.Readings.Count == 0 ? CommitReceipt.WithoutDuplicates : await history.AppendAsync(intake.Readings);
        if (intake.Rejected.Count > 0)
        {
            IntakeMetrics.Rejected(intake.Rejected.Count);
        }

        var duplicates = 0;
        if (receipt.HasDuplicates)
        {
            foreach (var reading in intake.Readings)
            {
                duplicates += receipt.IsDuplicate(reading) ? 1 : 0;
            }

            IntakeMetrics.Duplicate(duplicates);
        }

        IntakeMetrics.Stored(intake.Readings.Count - duplicates);
        return receipt;
    }

    private void DecodeStatus(in Topic topic, DecodedBatch intake, DeviceBatch batch, int index, DeviceRegistration device, string deviceId)
    {
        var message = batch.Messages[index];
        if (StatusDecoder.TryDecode(new DecodeContext(topic.Kind, device, message.ReceivedAt), message.Payload.Span, out var report,
            out var refusal) && report is not null)
        {
            var parlor = topic.Kind == TopicKind.ParlorStatus ? StallKey.ForParlor(topic.FarmId, topic.ParlorId) : null;
            intake.StatusReports.Add(new DecodedStatus(index, report, parlor));
            return;
        }

        Reject(intake, batch, index, device, deviceId, refusal!);
    }

    private void Reject(DecodedBatch intake, DeviceBatch batch, int index, DeviceRegistration? device, string deviceId, Rejection refusal)
        => AddRejection(intake, batch, index, device, deviceId, refusal, 0, othersAccepted: false);

    private void AddRejection(
        DecodedBatch intake, DeviceBatch batch, int index, DeviceRegistration? device, string deviceId, Rejection refusal, int ordinal,
        bool othersAccepted)
    {
        var message = batch.Messages[index];
        var payload = refusal.ItemBytes is { } item ? message.Payload[item] : message.Payload;
        intake.Rejected.Add(rejectedMessages.CreateRow(
            message, device?.FarmId
            ?? message.PrincipalFarmId, deviceId, refusal.Code, refusal.JsonPath, refusal.Message, payload, ordinal));
        if (!othersAccepted)
        {
            (intake.Outcomes ??= new ReceiptOutcome[batch.Messages.Count])[index] = RejectionCodes.ToOutcome(refusal.Code);
        }
    }
}
