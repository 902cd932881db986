using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Husbandry.Rfid;

/// <summary>
/// Which way a tag went through a gate. Antennas are numbered from outside to inside: a tag that passes the lower number first goes in. When it passed an antenna is where its reads
/// were strongest. The reader's own opinion counts too, as one that is wrong three times in a hundred.
/// </summary>
public static class GateDirectionEstimator
{
    private const double MaxReportedLogOdds = 3.5;
    private const double MaxLogOdds = 6;

    // Even with many reads the moment of passing an antenna is not known better.
    private const double ClockSeconds = 0.1;
    private const double MinConfidence = 0.2;

    /// <summary>Direction and confidence, 0 (a guess) to 1 (certain); <see cref="PassageDirection.Unknown"/> with 0 when nothing tells.</summary>
    public static (PassageDirection Direction, double Confidence) Estimate(IReadOnlyList<GateRead> glimpses)
    {
        var odds = Math.Clamp(ReportedLogOdds(glimpses) + AntennaLogOdds(glimpses), -2 * MaxLogOdds, 2 * MaxLogOdds);
        var confidence = Math.Tanh(Math.Abs(odds) / 2);
        return confidence < MinConfidence
            ? (PassageDirection.Unknown, 0)
            : (odds > 0 ? PassageDirection.Inbound : PassageDirection.Outbound, confidence);
    }

    /// <summary>What a reader's word means: 1 for inbound, -1 for outbound, 0 for anything else.</summary>
    public static int ParseReported(string? direction) => direction?.ToLowerInvariant() switch
    {
        "inbound" or "in" or "enter" or "entry" => 1,
        "outbound" or "out" or "leave" or "exit" => -1,
        _ => 0,
    };

    private static double ReportedLogOdds(IReadOnlyList<GateRead> glimpses)
    {
        var (sum, count) = (0, 0);
        foreach (var glimpse in glimpses)
        {
            sum += glimpse.ReportedDirection;
            count += glimpse.ReportedDirection == 0 ? 0 : 1;
        }

        return count == 0 ? 0 : MaxReportedLogOdds * sum / count;
    }

    private static double AntennaLogOdds(IReadOnlyList<GateRead> glimpses)
    {
        var (lowest, highest) = (int.MaxValue, int.MinValue);
        foreach (var glimpse in glimpses)
        {
            if (glimpse.Antenna is { } antenna)
            {
                (lowest, highest) = (Math.Min(lowest, antenna), Math.Max(highest, antenna));
            }
        }

        if (lowest >= highest)
        {
            return 0;
        }

        var from = glimpses[0].Time;
        var (outside, outsideError) = PassingTime(glimpses, lowest, from);
        var (inside, insideError) = PassingTime(glimpses, highest, from);
        var z = (inside - outside) / Math.Sqrt((outsideError * outsideError) + (insideError * insideError) + (ClockSeconds * ClockSeconds));

        // A reader reads evenly, so the mean of its reads is surer than that of as many at random: one and a half times fits our own model of walking past. 1.7 turns a normal deviate into odds.
        return Math.Clamp(1.5 * 1.7 * z, -MaxLogOdds, MaxLogOdds);
    }

    /// <summary>When the tag passed an antenna, in seconds, and how far off that may be: the mean of its reads' times, weighted by their field strength.</summary>
    private static (double Seconds, double Error) PassingTime(IReadOnlyList<GateRead> glimpses, int antenna, long from)
    {
        double weights = 0, sum = 0, squares = 0, weightSquares = 0;
        foreach (var glimpse in glimpses)
        {
            if (glimpse.Antenna == antenna)
            {
                var weight = double.IsNaN(glimpse.Rssi) ? 1 : Math.Pow(10, (glimpse.Rssi + 60) / 20);
                var seconds = (glimpse.Time - from) / 1000.0;
                weights += weight;
                weightSquares += weight * weight;
                sum += weight * seconds;
                squares += weight * seconds * seconds;
            }
        }

        var mean = sum / weights;
        var variance = Math.Max(0, (squares / weights) - (mean * mean));
        var reads = weights * weights / weightSquares;
        return (mean, reads > 1 ? Math.Sqrt(variance / reads) : 0.5);
    }
}
