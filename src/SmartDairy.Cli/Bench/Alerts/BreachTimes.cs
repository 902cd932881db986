using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>
/// When each breach was published, stored and mailed. A breach is known by its temperature, which is another one each time and stands in the alert's message and the mail's subject.
/// Safe for concurrent use.
/// </summary>
internal sealed partial class BreachTimes
{
    /// <summary>What a reading must exceed.</summary>
    public const double Threshold = 38;

    /// <summary>Breaches that can be told apart: below the highest temperature there is.</summary>
    public const int MaxBreaches = 45_000;

    /// <summary>The alert's message: a template.</summary>
    public const string Message = "breach {temperature_c} of {device_id}";

    private const double FirstTemperature = 40;
    private readonly ConcurrentDictionary<int, DateTimeOffset> _published = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _alerted = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _raised = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _mailed = [];

    public int PublishedCount => _published.Count;

    public int AlertCount => _alerted.Count;

    public int MailCount => _mailed.Count;

    /// <summary>The temperature of the nth breach, in three decimals.</summary>
    public static string Temperature(int number) => (FirstTemperature + (number / 1000.0)).ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Called before the message goes out.</summary>
    public void RecordPublish(int number, DateTimeOffset at) => _published[number] = at;

    /// <summary>Called for every change of an alert that a subscriber gets; the first one of a breach counts.</summary>
    public void RecordAlert(string message, DateTimeOffset raisedAt, DateTimeOffset at)
    {
        if (ParseNumber(message) is { } number && _alerted.TryAdd(number, at))
        {
            _raised[number] = raisedAt;
        }
    }

    public void RecordMail(string subject, DateTimeOffset at)
    {
        if (ParseNumber(subject) is { } number)
        {
            _mailed.TryAdd(number, at);
        }
    }

    /// <summary>From the publish to the stored alert as a subscriber sees it.</summary>
    public LatencyHistogram LatencyToSubscriber() => MeasureLatency(_alerted);

    /// <summary>From the publish to the time that the server wrote on the alert.</summary>
    public LatencyHistogram LatencyToRaised() => MeasureLatency(_raised);

    /// <summary>From the publish to the mail server's having the whole mail.</summary>
    public LatencyHistogram LatencyToMail() => MeasureLatency(_mailed);

    private LatencyHistogram MeasureLatency(ConcurrentDictionary<int, DateTimeOffset> ends)
    {
        var latency = new LatencyHistogram();
        foreach (var (number, began) in _published)
        {
            if (ends.TryGetValue(number, out var ended))
            {
                latency.Record((long)(ended - began).TotalMicroseconds);
            }
        }

        return latency;
    }

    private static int? ParseNumber(string text) => Breach().Match(text) is { Success: true } match
        ? (int)Math.Round((double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - FirstTemperature) * 1000) : null;

    [GeneratedRegex(@"breach (\d+(?:\.\d+)?) of ")]
    private static partial Regex Breach();
}
