using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Contracts.Decoding;

/// <summary>Makes the reading of a family out of an appraised draft.</summary>
internal static class ReadingBuilder
{
    public static Reading Build(in DecodeContext context, scoped in Draft draft, in Appraisal appraisal, long messageId, string? extra)
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
                FirmwareVersion = draft.Text(TextSlot.FirmwareVersion),
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
                FirmwareVersion = draft.Text(TextSlot.FirmwareVersion),
                AnimalId = device.AnimalId,
                Position = draft.Text(TextSlot.Position),
                FertilityStatus = draft.Text(TextSlot.FertilityStatus),
                HealthAlert = draft.Flag(FlagSlot.HealthAlert),
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
                FirmwareVersion = draft.Text(TextSlot.FirmwareVersion),
                Phase = context.Kind switch
                {
                    TopicKind.SessionStart => MilkingPhase.Start,
                    TopicKind.SessionEnd => MilkingPhase.End,
                    _ => MilkingPhase.Data,
                },
                SessionId = draft.Text(TextSlot.SessionId),
                AnimalId = draft.Text(TextSlot.AnimalId),
                StartedAt = draft.StartedAt,
                EndedAt = draft.EndedAt,
                BloodDetected = draft.Flag(FlagSlot.BloodDetected),
                ConductivityAlert = draft.Flag(FlagSlot.ConductivityAlert),
                TemperatureAlert = draft.Flag(FlagSlot.TemperatureAlert),
                IncompleteMilking = draft.Flag(FlagSlot.IncompleteMilking),
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
                FirmwareVersion = draft.Text(TextSlot.FirmwareVersion),
                Sighting = context.Kind switch
                {
                    TopicKind.GateTagRead => TagSighting.Gate,
                    TopicKind.AreaPresence => TagSighting.Area,
                    _ => TagSighting.Location,
                },
                TagEpc = draft.Text(TextSlot.TagEpc),
                AnimalId = draft.Text(TextSlot.AnimalId) ?? context.TopicAnimalId,
                AntennaId = draft.AntennaId,
                Direction = draft.Text(TextSlot.Direction),
                PlaceId = draft.Text(TextSlot.AreaId) ?? draft.Text(TextSlot.GateId) ?? device.GateId ?? device.AreaId,
            },
        };
    }
}
