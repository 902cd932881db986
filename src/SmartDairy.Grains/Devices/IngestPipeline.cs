using SmartDairy.Contracts.Decoding;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Topics;
using SmartDairy.Grains.Intake;
using SmartDairy.History;

namespace SmartDairy.Grains.Devices;

/// <summary>From bytes to rows: decodes what came in for a device and commits it, refusals included.</summary>
public sealed class IngestPipeline(IHistory history, Rejector rejector, IntakeLedger ledger)
{
    public DeviceIntake Decode(DeviceBatch batch, DeviceRegistration? device, string deviceId)
    {
        var intake = new DeviceIntake();
        List<Refusal>? refusals = null;
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            var message = batch.Messages[i];
            if (!Topic.TryParse(message.Topic, out var topic))
            {
                Refuse(intake, batch, i, device, deviceId, new Refusal(RefusalCode.TopicUnknown, null, "The topic is not one of the topics devices publish on."));
                continue;
            }

            if (device is null)
            {
                Refuse(intake, batch, i, device, deviceId, new Refusal(RefusalCode.DeviceUnknown, null, "The device is not registered."));
                continue;
            }

            if (!device.Enabled)
            {
                Refuse(intake, batch, i, device, deviceId, new Refusal(RefusalCode.DeviceDisabled, null, "The device is disabled."));
                continue;
            }

            refusals ??= [];
            refusals.Clear();
            if (topic.Kind is TopicKind.SensorStatus or TopicKind.DeviceStatus or TopicKind.ParlorStatus)
            {
                DecodeStatus(topic.Kind, intake, batch, i, device, deviceId);
                continue;
            }

            var before = intake.Readings.Count;
            PayloadDecoder.Decode(new DecodeContext(topic.Kind, device, message.ReceivedAt, topic.Kind == TopicKind.AnimalLocation ? topic.Id.ToString() : null), message.Payload.Span, intake.Readings, refusals);
            var decoded = intake.Readings.Count - before + refusals.Count;
            if (decoded != message.Items)
            {
                ledger.Count(device.FarmId, decoded - message.Items);
                message.Items = decoded;
            }

            foreach (var refusal in refusals)
            {
                Refuse(intake, batch, i, device, deviceId, refusal, intake.Readings.Count > before);
            }
        }

        return intake;
    }

    public async Task<CommitReceipt> CommitAsync(DeviceIntake intake)
    {
        var rejected = intake.Rejected.Count == 0 ? null : history.RejectAsync(intake.Rejected);
        var receipt = intake.Readings.Count == 0 ? CommitReceipt.Clean : await history.AppendAsync(intake.Readings);
        if (rejected is not null)
        {
            await rejected;
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

    private void DecodeStatus(TopicKind kind, DeviceIntake intake, DeviceBatch batch, int index, DeviceRegistration device, string deviceId)
    {
        var message = batch.Messages[index];
        if (StatusDecoder.TryDecode(new DecodeContext(kind, device, message.ReceivedAt), message.Payload.Span, out var report, out var refusal) && report is not null)
        {
            intake.Reports.Add(report);
            if (message.Items != 0)
            {
                // A status is no reading: the ledger, which counted it at the door, lets it go.
                ledger.Count(message.PrincipalFarmId == 0 ? device.FarmId : message.PrincipalFarmId, -message.Items);
                message.Items = 0;
            }

            return;
        }

        Refuse(intake, batch, index, device, deviceId, refusal!);
    }

    private void Refuse(
        DeviceIntake intake, DeviceBatch batch, int index, DeviceRegistration? device, string deviceId, Refusal refusal, bool othersAccepted = false)
    {
        var message = batch.Messages[index];
        var payload = refusal.ItemBytes is { } item ? message.Payload[item] : message.Payload;
        intake.Rejected.Add(rejector.Row(
            message, device?.FarmId ?? message.PrincipalFarmId, deviceId, refusal.Code, refusal.JsonPath, refusal.Sentence, payload));
        if (!othersAccepted)
        {
            (intake.Outcomes ??= new ReceiptOutcome[batch.Messages.Count])[index] = RefusalCodes.Outcome(refusal.Code);
        }
    }
}
