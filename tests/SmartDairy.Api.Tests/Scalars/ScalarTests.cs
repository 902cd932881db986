using System.Text.Json;
using CsCheck;
using SmartDairy.GraphQL.Scalars;
using Xunit;

namespace SmartDairy.Api.Tests.Scalars;

public sealed class ScalarTests
{
    [Fact]
    public void An_instant_survives_print_and_parse_to_the_millisecond() =>
        Gen.Long[0, 4_102_444_800_000].Select(Gen.Int[-14 * 60, 14 * 60]).Sample((milliseconds, offset) =>
        {
            var instant = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToOffset(TimeSpan.FromMinutes(offset));
            var text = UtcDateTimeScalar.Format(instant);
            return text.EndsWith('Z') && UtcDateTimeScalar.TryParse(text, out var back) && back == instant && back.Offset == TimeSpan.Zero
                && UtcDateTimeScalar.TryParse(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz"), out var offsetBack)
                && offsetBack == instant;
        });

    [Theory]
    [InlineData("2026-05-01")]
    [InlineData("2026-05-01T06:30:00")]
    [InlineData("2026-02-30T06:30:00Z")]
    [InlineData("2026-05-01T06:30:00Z\n")]
    [InlineData("01/05/2026 06:30")]
    [InlineData("")]
    public void What_is_no_instant_is_refused(string text) => Assert.False(UtcDateTimeScalar.TryParse(text, out _));

    [Fact]
    public void A_duration_survives_print_and_parse() =>
        Gen.Long[-TimeSpan.TicksPerDay * 10_000, TimeSpan.TicksPerDay * 10_000].Sample(ticks =>
            DurationScalar.TryParse(DurationScalar.Format(new(ticks)), out var back) && back.Ticks == ticks);

    [Theory]
    [InlineData("PT15M", 900)]
    [InlineData("P2W", 1_209_600)]
    [InlineData("P1DT1H", 90_000)]
    public void Durations_read_as_written(string text, double seconds)
    {
        Assert.True(DurationScalar.TryParse(text, out var value));
        Assert.Equal(seconds, value.TotalSeconds);
    }

    [Theory]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("15 minutes")]
    [InlineData("P99999999W")]
    public void What_is_no_fixed_length_is_refused(string text) => Assert.False(DurationScalar.TryParse(text, out _));

    [Fact]
    public void A_long_is_itself_at_any_size() =>
        Gen.Long.Sample(value => (long)new LongScalar().ParseValue(value)! == value && (long)new LongScalar().Serialize(value)! == value);

    [Fact]
    public void A_long_takes_no_fraction_and_no_text()
    {
        Assert.ThrowsAny<Exception>(() => new LongScalar().ParseValue(1.5));
        Assert.ThrowsAny<Exception>(() => new LongScalar().ParseValue("1"));
    }

    [Fact]
    public void Json_keeps_what_a_client_sent() =>
        Gen.Dictionary(Gen.String.AlphaNumeric,
            Gen.OneOf(Gen.Int.Select(i => (object?)i), Gen.String.AlphaNumeric.Select(t => (object?)t), Gen.Bool.Select(b => (object?)b)))
            .Sample(fields =>
            {
                var element = (JsonElement)new JsonScalar().ParseValue(fields)!;
                return JsonSerializer.Serialize(fields.OrderBy(f => f.Key).ToDictionary()) ==
                    JsonSerializer.Serialize(element.EnumerateObject().OrderBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value));
            });
}
