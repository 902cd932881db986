using System.Text.Json;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Rejections;
using Xunit;

namespace SmartDairy.Protocol.Tests.Payloads;

public sealed class ReadingQualityTests
{
    private const TopicKind Sensor = TopicKind.SensorTelemetry;
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    [Theory]
    [InlineData(10 * Minute, ReadingFlags.None)]
    [InlineData((10 * Minute) + 1, ReadingFlags.ClockSkew)]
    [InlineData(Hour, ReadingFlags.ClockSkew)]
    [InlineData(Hour + 1, null)]
    [InlineData(-7 * Day, ReadingFlags.None)]
    [InlineData((-7 * Day) - 1, ReadingFlags.ClockSkew)]
    [InlineData(-30 * Day, ReadingFlags.ClockSkew)]
    [InlineData((-30 * Day) - 1, null)]
    public void Timestamp_is_accepted_flagged_or_rejected_by_its_distance_from_receipt(long ahead, ReadingFlags? flags)
    {
        var time = SamplePayloads.ReceivedAt + ahead;
        var payload = $$$"""{"timestamp":"{{{SamplePayloads.Rfc3339(time)}}}","readings":{"temperature_c":1,"humidity_percent":2}}""";
        if (flags is null)
        {
            Assert.Equal(RejectionCode.TimeOutOfHorizon, SamplePayloads.Reject(Sensor, payload).Code);
            return;
        }

        var reading = SamplePayloads.Accept(Sensor, payload);
        Assert.Equal((time, flags, flags == ReadingFlags.None ? 100 : 90), (reading.Time, reading.Flags, reading.Quality));
    }

    [Theory]
    [InlineData("2026-03-04T05:06:07Z", 0)]
    [InlineData("2026-03-04t05:06:07z", 0)]
    [InlineData("2026-03-04T05:06:07.5Z", 500)]
    [InlineData("2026-03-04T05:06:07.1239999999Z", 123)]
    [InlineData("2026-03-04T10:36:07+05:30", 0)]
    [InlineData("2026-03-03T17:06:07.25-12:00", 250)]
    [InlineData("2026-03-04T05:06:07-00:00", 0)]
    public void Rfc_3339_time_is_parsed(string time, int after)
        => Assert.Equal(
            SamplePayloads.Stamp + after, SamplePayloads.Accept(Sensor, $$$"""{"timestamp":"{{{time}}}","readings":{"co2_ppm":1}}""").Time);

    [Theory]
    [InlineData("2026-03-04T05:06:60Z")]
    [InlineData("2026-03-04T24:00:00Z")]
    [InlineData("2026-13-04T05:06:07Z")]
    [InlineData("2026-03-04T05:06:07.Z")]
    [InlineData("2026-03-04T05:06:07,5Z")]
    [InlineData("2026-03-04T05:06:07+0530")]
    [InlineData("2026-03-04T05:06:07+05:60")]
    [InlineData("2026-03-04T05:06Z")]
    [InlineData("2026-03-04T05:06:07Z ")]
    [InlineData("20260304T050607Z0000")]
    [InlineData("0000-03-04T05:06:07Z")]
    [InlineData("2026-0\u0663-04T05:06:07Z")]
    public void Other_time_format_is_rejected(string time)
        => Assert.Equal(
            RejectionCode.TimeInvalid, SamplePayloads.Reject(Sensor, $$$"""{"timestamp":"{{{time}}}","readings":{"co2_ppm":1}}""").Code);

    [Fact]
    public void Leap_second_equals_the_following_second()
    {
        var midnight = SamplePayloads.Milliseconds("2026-03-04T00:00:00Z");
        Assert.Equal(midnight, SamplePayloads.Accept(Sensor, """{"timestamp":"2026-03-03T23:59:60Z","readings":{"co2_ppm":1}}""").Time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"timestamp\":null,")]
    public void Message_without_a_timestamp_gets_the_time_of_receipt(string member)
    {
        var reading = SamplePayloads.Accept(Sensor, $$$"""{{{{member}}}"readings":{"temperature_c":1,"humidity_percent":2}}""");
        Assert.Equal((SamplePayloads.ReceivedAt, ReadingFlags.NoTimestamp, 80), (reading.Time, reading.Flags, reading.Quality));
    }

    [Fact]
    public void Impossible_value_is_stored_and_flagged()
    {
        var reading = SamplePayloads.Accept(Sensor, SamplePayloads.Sensor.Replace("71.5", "100.5"));
        Assert.Equal((ReadingFlags.OutOfRange, 0b10U, 77), (reading.Flags, reading.OutOfRange, reading.Quality));
        Assert.Equal((100.5, 0, 77), (reading.Values[1], reading.QualityOf(1), reading.QualityOf(0)));
    }

    [Fact]
    public void Quality_is_reduced_by_each_failed_check_and_never_below_0()
    {
        var reading = SamplePayloads.Accept(Sensor, """{"quality_score":45.4,"readings":{"temperature_c":900}}""");
        Assert.Equal(ReadingFlags.NoTimestamp | ReadingFlags.MissingField | ReadingFlags.OutOfRange, reading.Flags);
        Assert.Equal(0, reading.Quality);
        Assert.Equal(
            46, SamplePayloads.Accept(Sensor, SamplePayloads.Sensor.Replace("\"quality_score\":97", "\"quality_score\":45.5")).Quality);
    }

    [Fact]
    public void Negative_zero_becomes_zero()
    {
        var reading = SamplePayloads.Accept(Sensor, """{"readings":{"temperature_c":-0.0,"humidity_percent":-0}}""");
        Assert.False(double.IsNegative(reading.Values[0]) || double.IsNegative(reading.Values[1]));
    }

    [Fact]
    public void Unknown_members_are_stored_in_one_object()
    {
        var reading =
            SamplePayloads.Accept(Sensor,
                """{"readings":{"co2_ppm":1,"h2s_ppm":0.25,"door":"a\u0000\tb°","on":true},"rack":{"no":[1e3,null]},"none":null}""");
        using var extra = JsonDocument.Parse(reading.Extra!);
        Assert.Equal(["h2s_ppm", "door", "on", "rack", "none"], extra.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(0.25, extra.RootElement.GetProperty("h2s_ppm").GetDouble());
        Assert.Equal("ab°", extra.RootElement.GetProperty("door").GetString());
        Assert.Equal(1000, extra.RootElement.GetProperty("rack").GetProperty("no")[0].GetDouble());
    }

    [Fact]
    public void Reading_with_only_unknown_values_is_accepted()
    {
        var reading = SamplePayloads.Accept(Sensor, """{"timestamp":"2026-03-04T05:06:07Z","readings":{"h2s_ppm":0.25}}""");
        Assert.Equal(("""{"h2s_ppm":0.25}""", ReadingFlags.MissingField), (reading.Extra, reading.Flags));
    }

    [Fact]
    public void Unknown_members_over_8_kib_are_dropped_and_lower_the_quality()
    {
        static string Payload(int length)
            => $$$"""{"timestamp":"2026-03-04T05:06:07Z","x":"{{{new string('x', length)}}}","readings":{"temperature_c":1,"humidity_percent":2}}""";
        var around = """{"x":""}""".Length;
        Assert.Equal(
            PayloadLimits.MaxExtraBytes, SamplePayloads.Accept(Sensor, Payload(PayloadLimits.MaxExtraBytes - around)).Extra!.Length);
        var dropped = SamplePayloads.Accept(Sensor, Payload(PayloadLimits.MaxExtraBytes - around + 1));
        Assert.Equal((null, ReadingFlags.ExtraDropped, 90), (dropped.Extra, dropped.Flags, dropped.Quality));
    }

    [Fact]
    public void Free_text_is_stripped_of_control_characters()
    {
        var reading =
            Assert.IsType<ActivityReading>(
                SamplePayloads.Accept(TopicKind.ActivityTelemetry, """{"position":"\u0000ly\u0085ing\n","fertility_status":"\u0007"}"""));
        Assert.Equal(("lying", null), (reading.Position, reading.FertilityStatus));
    }

    [Fact]
    public void Message_id_depends_on_message_id_then_seq_then_content()
    {
        static long Id(string members) => SamplePayloads.Accept(Sensor, $$$"""{{{{members}}}"readings":{"co2_ppm":1}}""").MessageId;
        Assert.Equal(Id("\"seq\":1,"), Id("\"seq\":1, \"rack\":2,"));
        Assert.NotEqual(Id("\"seq\":1,"), Id("\"seq\":2,"));
        Assert.NotEqual(Id("\"seq\":1,"), Id("\"message_id\":\"1\","));
        Assert.Equal(Id("\"message_id\":1,"), Id("\"message_id\":\"1\","));
        Assert.Equal(Id("\"message_id\":\"a\","), Id("\"seq\":4,\"message_id\":\"\\u0061\","));
        Assert.Equal(Id(""), Id(""));
        Assert.NotEqual(Id(""), Id(" "));
    }
}
