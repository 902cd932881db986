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
    public const double Limit = 38;

    /// <summary>Breaches that can be told apart: below the highest temperature there is.</summary>
    public const int Most = 45_000;

    /// <summary>The alert's message: a template.</summary>
    public const string Message = "breach {temperature_c} of {device_id}";

    private const double First = 40;
    private readonly ConcurrentDictionary<int, DateTimeOffset> _published = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _told = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _raised = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _mailed = [];

    public int Published => _published.Count;

    public int Told => _told.Count;

    public int Mailed => _mailed.Count;

    /// <summary>The temperature of the nth breach, in three decimals.</summary>
    public static string Temperature(int number) => (First + (number / 1000.0)).ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Called before the message goes out.</summary>
    public void Publish(int number, DateTimeOffset at) => _published[number] = at;

    /// <summary>Called for every change of an alert that a subscriber gets; the first one of a breach counts.</summary>
    public void Tell(string message, DateTimeOffset raisedAt, DateTimeOffset at)
    {
        if (Number(message) is { } number && _told.TryAdd(number, at))
        {
            _raised[number] = raisedAt;
        }
    }

    public void Mail(string subject, DateTimeOffset at)
    {
        if (Number(subject) is { } number)
        {
            _mailed.TryAdd(number, at);
        }
    }

    /// <summary>From the publish to the stored alert as a subscriber sees it.</summary>
    public LatencyHistogram ToSubscriber() => Between(_told);

    /// <summary>From the publish to the time that the server wrote on the alert.</summary>
    public LatencyHistogram ToRaised() => Between(_raised);

    /// <summary>From the publish to the mail server's having the whole mail.</summary>
    public LatencyHistogram ToMail() => Between(_mailed);

    private LatencyHistogram Between(ConcurrentDictionary<int, DateTimeOffset> ends)
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

    private static int? Number(string text) => Breach().Match(text) is { Success: true } match
        ? (int)Math.Round((double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - First) * 1000) : null;

    [GeneratedRegex(@"breach (\d+(?:\.\d+)?) of ")]
    private static partial Regex Breach();
}
