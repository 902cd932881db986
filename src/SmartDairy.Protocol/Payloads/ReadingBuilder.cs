using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Payloads.Fields;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Builds a reading from a decoded item and its quality assessment.</summary>
internal static class ReadingBuilder
{
    public static Reading Build(
        in DecodeContext context, scoped in DecodedItem item, in QualityAssessment assessment, long messageId, string? extra)
    {
        var device = context.Device;
        return context.Kind switch
        {
            TopicKind.SensorTelemetry => new EnvironmentReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = assessment.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = assessment.Quality,
                Flags = assessment.Flags,
                Values = item.Values,
                OutOfRange = assessment.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = item.GetText(TextSlot.FirmwareVersion),
            },
            TopicKind.ActivityTelemetry or TopicKind.HealthStatus or TopicKind.FertilityHeat => new ActivityReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = assessment.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = assessment.Quality,
                Flags = assessment.Flags,
                Values = item.Values,
                OutOfRange = assessment.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = item.GetText(TextSlot.FirmwareVersion),
                AnimalId = device.AnimalId,
                Position = item.GetText(TextSlot.Position),
                FertilityStatus = item.GetText(TextSlot.FertilityStatus),
                HealthAlert = item.GetFlag(FlagSlot.HealthAlert),
            },
            TopicKind.SessionStart or TopicKind.SessionData or TopicKind.SessionEnd => new MilkingReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = assessment.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = assessment.Quality,
                Flags = assessment.Flags,
                Values = item.Values,
                OutOfRange = assessment.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = item.GetText(TextSlot.FirmwareVersion),
                Phase = context.Kind switch
                {
                    TopicKind.SessionStart => MilkingPhase.Start,
                    TopicKind.SessionEnd => MilkingPhase.End,
                    _ => MilkingPhase.Data,
                },
                SessionId = item.GetText(TextSlot.SessionId),
                AnimalId = item.GetText(TextSlot.AnimalId),
                StartedAt = item.StartedAt,
                EndedAt = item.EndedAt,
                BloodDetected = item.GetFlag(FlagSlot.BloodDetected),
                ConductivityAlert = item.GetFlag(FlagSlot.ConductivityAlert),
                TemperatureAlert = item.GetFlag(FlagSlot.TemperatureAlert),
                IncompleteMilking = item.GetFlag(FlagSlot.IncompleteMilking),
            },
            _ => new TagReading
            {
                DeviceId = device.Id,
                FarmId = device.FarmId,
                Time = assessment.Time,
                ReceivedAt = context.ReceivedAt,
                MessageId = messageId,
                Quality = assessment.Quality,
                Flags = assessment.Flags,
                Values = item.Values,
                OutOfRange = assessment.OutOfRange,
                BarnId = device.BarnId,
                ZoneId = device.ZoneId,
                Extra = extra,
                FirmwareVersion = item.GetText(TextSlot.FirmwareVersion),
                Sighting = context.Kind switch
                {
                    TopicKind.GateTagRead => SightingKind.Gate,
                    TopicKind.AreaPresence => SightingKind.Area,
                    _ => SightingKind.Location,
                },
                TagEpc = item.GetText(TextSlot.TagEpc),
                AnimalId = item.GetText(TextSlot.AnimalId) ?? context.TopicAnimalId,
                AntennaId = item.AntennaId,
                Direction = item.GetText(TextSlot.Direction),
                PlaceId = item.GetText(TextSlot.AreaId) ?? item.GetText(TextSlot.GateId) ?? device.GateId ?? device.AreaId,
            },
        };
    }
}
