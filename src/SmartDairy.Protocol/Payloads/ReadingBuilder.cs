using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Makes the reading of a family out of an appraised draft.</summary>
internal static class ReadingBuilder
{
    public static Reading Build(in DecodeContext context, scoped in DecodedItem draft, in QualityAssessment appraisal, long messageId, string? extra)
    {
        var device = context.Device;
        return context.Kind switch
        {
            TopicKind.SensorTelemetry => new EnvironmentReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = appraisal.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = appraisal.Quality,
                Flags = appraisal.Flags,
                Values = draft.Values,
                OutOfRange = appraisal.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = draft.GetText(TextSlot.FirmwareVersion),
            },
            TopicKind.ActivityTelemetry or TopicKind.HealthStatus or TopicKind.FertilityHeat => new ActivityReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = appraisal.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = appraisal.Quality,
                Flags = appraisal.Flags,
                Values = draft.Values,
                OutOfRange = appraisal.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = draft.GetText(TextSlot.FirmwareVersion),
                AnimalId = device.AnimalId,
                Position = draft.GetText(TextSlot.Position),
                FertilityStatus = draft.GetText(TextSlot.FertilityStatus),
                HealthAlert = draft.GetFlag(FlagSlot.HealthAlert),
            },
            TopicKind.SessionStart or TopicKind.SessionData or TopicKind.SessionEnd => new MilkingReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = appraisal.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = appraisal.Quality,
                Flags = appraisal.Flags,
                Values = draft.Values,
                OutOfRange = appraisal.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = draft.GetText(TextSlot.FirmwareVersion),
                Phase = context.Kind switch
                {
                    TopicKind.SessionStart => MilkingPhase.Start,
                    TopicKind.SessionEnd => MilkingPhase.End,
                    _ => MilkingPhase.Data,
                },
                SessionId = draft.GetText(TextSlot.SessionId),
                AnimalId = draft.GetText(TextSlot.AnimalId),
                StartedAt = draft.StartedAt,
                EndedAt = draft.EndedAt,
                BloodDetected = draft.GetFlag(FlagSlot.BloodDetected),
                ConductivityAlert = draft.GetFlag(FlagSlot.ConductivityAlert),
                TemperatureAlert = draft.GetFlag(FlagSlot.TemperatureAlert),
                IncompleteMilking = draft.GetFlag(FlagSlot.IncompleteMilking),
            },
            _ => new TagReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = appraisal.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = appraisal.Quality,
                Flags = appraisal.Flags,
                Values = draft.Values,
                OutOfRange = appraisal.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = draft.GetText(TextSlot.FirmwareVersion),
                Sighting = context.Kind switch
                {
                    TopicKind.GateTagRead => SightingKind.Gate,
                    TopicKind.AreaPresence => SightingKind.Area,
                    _ => SightingKind.Location,
                },
                TagEpc = draft.GetText(TextSlot.TagEpc),
                AnimalId = draft.GetText(TextSlot.AnimalId) ?? context.TopicAnimalId,
                AntennaId = draft.AntennaId,
                Direction = draft.GetText(TextSlot.Direction),
                PlaceId = draft.GetText(TextSlot.AreaId) ?? draft.GetText(TextSlot.GateId) ?? device.GateId ?? device.AreaId,
            },
        };
    }
}
