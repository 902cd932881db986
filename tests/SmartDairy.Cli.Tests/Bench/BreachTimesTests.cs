using SmartDairy.Cli.Bench.Alerts;
using SmartDairy.Rules.Language;
using Xunit;

namespace SmartDairy.Cli.Tests.Bench;

public sealed class BreachTimesTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_breach_is_identified_by_the_message_of_its_alert()
    {
        var times = new BreachTimes();
        for (var number = 0; number < BreachTimes.MaxBreaches; number += 7)
        {
            var value = double.Parse(BreachTimes.Temperature(number), System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(value, BreachTimes.Threshold + 1, 85);
            times.RecordPublish(number, Start);
            var message = MessageTemplate.Parse(BreachTimes.Message).Render(name => name == "temperature_c" ? value : "BREACH-1-00");
            times.RecordAlert(message, Start.AddMilliseconds(20), Start.AddMilliseconds(30));
            times.RecordMail(message, Start.AddMilliseconds(40));
        }

        Assert.Equal((times.PublishedCount, times.PublishedCount), (times.AlertCount, times.MailCount));
        Assert.Equal(30, times.LatencyToSubscriber().Percentile(0.99)!.Value, 1.0);
        Assert.Equal(20, times.LatencyToRaised().Percentile(0.99)!.Value, 1.0);
        Assert.Equal(40, times.LatencyToMail().Percentile(0.99)!.Value, 1.0);
    }

    [Fact]
    public void Only_the_first_alert_of_a_breach_counts()
    {
        var times = new BreachTimes();
        times.RecordPublish(1, Start);
        times.RecordAlert("breach 40.001 of X", Start, Start.AddMilliseconds(10));
        times.RecordAlert("breach 40.001 of X", Start, Start.AddSeconds(10));
        times.RecordAlert("something else", Start, Start);
        Assert.Equal(1, times.AlertCount);
        Assert.Equal(10, times.LatencyToSubscriber().Percentile(1));
    }
}
