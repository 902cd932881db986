using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;
using Xunit;

namespace SmartDairy.Protocol.Tests.Payloads;

public sealed class PayloadExampleTests
{
    [Fact]
    public void Sensor_message_becomes_an_environment_reading()
    {
        var reading = Assert.IsType<EnvironmentReading>(SamplePayloads.Accept(TopicKind.SensorTelemetry, SamplePayloads.Sensor));
        Assert.Equal([18.25, 71.5, 1002.5, 960, 7.75, 120, 64, -71], reading.Values);
        Assert.Equal(("ENV-F7-B2-Z3", 7, 2, 3), (reading.DeviceId, reading.FarmId, reading.BarnId, reading.ZoneId));
        Assert.Equal((SamplePayloads.Stamp, SamplePayloads.ReceivedAt, 97), (reading.Time, reading.ReceivedAt, reading.Quality));
        Assert.Equal((ReadingFlags.None, 0U, null, "3.4.1"), (reading.Flags, reading.OutOfRange, reading.Extra, reading.FirmwareVersion));
    }

    [Fact]
    public void Collar_message_becomes_an_activity_reading()
    {
        var reading = Assert.IsType<ActivityReading>(SamplePayloads.Accept(TopicKind.ActivityTelemetry, SamplePayloads.Collar));
        Assert.Equal([52, 0.5, 130, 90, 200, 38.5, 0.25, 81, double.NaN], reading.Values);
        Assert.Equal(
            ("COW-4711", "lying", "normal", false), (reading.AnimalId, reading.Position, reading.FertilityStatus, reading.HealthAlert));
        Assert.Equal((100, ReadingFlags.None, "COW-4711"), (reading.Quality, reading.Flags, reading.SubjectAnimalId));
    }

    [Theory]
    [InlineData(TopicKind.SessionStart, MilkingPhase.Start)]
    [InlineData(TopicKind.SessionData, MilkingPhase.Data)]
    [InlineData(TopicKind.SessionEnd, MilkingPhase.End)]
    public void Meter_message_becomes_a_milking_reading(TopicKind kind, MilkingPhase phase)
    {
        var reading = Assert.IsType<MilkingReading>(SamplePayloads.Accept(kind, SamplePayloads.Milking));
        Assert.Equal([14.5, 1.5, 3.75, 36.5, 5.25, 600, double.NaN, double.NaN], reading.Values);
        Assert.Equal((phase, "SES-9", "COW-4711", 91), (reading.Phase, reading.SessionId, reading.AnimalId, reading.Quality));
        Assert.Equal(SamplePayloads.Milliseconds("2026-03-04T04:56:00Z"), reading.StartedAt);
        Assert.Equal(SamplePayloads.Milliseconds("2026-03-04T05:06:00Z"), reading.EndedAt);
        Assert.Equal((false, true, false, false),
            (reading.BloodDetected, reading.ConductivityAlert, reading.TemperatureAlert, reading.IncompleteMilking));
    }

    [Fact]
    public void Session_start_without_values_is_accepted()
        => Assert.Equal(MilkingPhase.Start, Assert.IsType<MilkingReading>(SamplePayloads.Accept(TopicKind.SessionStart, "{}")).Phase);

    [Fact]
    public void Reader_message_becomes_a_tag_reading()
    {
        var reading = Assert.IsType<TagReading>(SamplePayloads.Accept(TopicKind.GateTagRead, SamplePayloads.Tag));
        Assert.Equal([-48, 0.5, 867500, 4, double.NaN, double.NaN], reading.Values);
        Assert.Equal(
            (SightingKind.Gate, "E2003415AA", "COW-4711", 2), (reading.Sighting, reading.TagEpc, reading.AnimalId, reading.AntennaId));
        Assert.Equal(("outbound", "NORTH", SamplePayloads.Stamp + 125), (reading.Direction, reading.PlaceId, reading.Time));
    }

    [Fact]
    public void Location_message_concerns_the_animal_of_its_topic()
    {
        var context = SamplePayloads.Context(TopicKind.AnimalLocation) with { TopicAnimalId = "COW-8" };
        var (readings, _) = SamplePayloads.Decode(context, """{"area_id":"PEN-4","animal_id":"COW-8"}"""u8);
        var reading = Assert.IsType<TagReading>(Assert.Single(readings));
        Assert.Equal(
            (SightingKind.Location, "COW-8", "PEN-4", null), (reading.Sighting, reading.AnimalId, reading.PlaceId, reading.TagEpc));
    }

    [Theory]
    [InlineData(TopicKind.HealthStatus)]
    [InlineData(TopicKind.FertilityHeat)]
    public void Health_or_heat_message_without_metrics_keeps_full_quality(TopicKind kind)
    {
        var reading =
            Assert.IsType<ActivityReading>(SamplePayloads.Accept(kind, """{"timestamp":"2026-03-04T05:06:07Z","heat_index":0.75}"""));
        Assert.Equal((100, ReadingFlags.None, 0.75), (reading.Quality, reading.Flags, reading.Values[6]));
    }

    [Fact]
    public void Repeated_text_is_cached()
    {
        var first = SamplePayloads.Accept(TopicKind.SensorTelemetry, SamplePayloads.Sensor);
        var second = SamplePayloads.Accept(TopicKind.SensorTelemetry, SamplePayloads.Sensor);
        Assert.Same(first.FirmwareVersion, second.FirmwareVersion);
    }
}
