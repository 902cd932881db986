using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>
/// Times at which each breach was published, stored and mailed. A breach is identified by its unique temperature, which is part of the
/// alert's message and the mail's subject. Safe for concurrent use.
/// </summary>
internal sealed partial class BreachTimes
{
    /// <summary>Temperature above which a reading is a breach, °C.</summary>
    public const double Threshold = 38;

    /// <summary>Maximum number of distinct breaches, limited by the highest valid temperature.</summary>
    public const int MaxBreaches = 45_000;

    /// <summary>Template of the alert's message.</summary>
    public const string Message = "breach {temperature_c} of {device_id}";

    private const double FirstTemperature = 40;
    private readonly ConcurrentDictionary<int, DateTimeOffset> _published = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _alerted = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _raised = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _mailed = [];

    public int PublishedCount => _published.Count;

    public int AlertCount => _alerted.Count;

    public int MailCount => _mailed.Count;

    /// <summary>Temperature of the nth breach, with three decimals.</summary>
    public static string Temperature(int number) => (FirstTemperature + (number / 1000.0)).ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>To be called before the message is sent.</summary>
    public void RecordPublish(int number, DateTimeOffset at) => _published[number] = at;

    /// <summary>To be called for every alert change at a subscriber; only the first of each breach counts.</summary>
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

    /// <summary>From publishing to the stored alert's arrival at a subscriber.</summary>
    public LatencyHistogram LatencyToSubscriber() => MeasureLatency(_alerted);

    /// <summary>From publishing to the alert's <c>raisedAt</c>.</summary>
    public LatencyHistogram LatencyToRaised() => MeasureLatency(_raised);

    /// <summary>From publishing to the complete mail at the mail server.</summary>
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
