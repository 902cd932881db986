using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Husbandry.Rfid;

/// <summary>
/// Estimates the direction of a tag through a gate. Antennas are numbered from outside to inside: a tag that passes the lower number first
/// goes in. The tag passes an antenna when its reads are strongest. A direction that the reader reports counts too, with an error rate of
/// three percent.
/// </summary>
public static class GateDirectionEstimator
{
    private const double MaxReportedLogOdds = 3.5;
    private const double MaxLogOdds = 6;

    // The moment of passing an antenna is never known better than this, however many reads there are.
    private const double ClockSeconds = 0.1;
    private const double MinConfidence = 0.2;

    /// <summary>
    /// Direction and confidence, 0 (a guess) to 1 (certain); <see cref="PassageDirection.Unknown"/> with 0 without evidence.
    /// </summary>
    public static (PassageDirection Direction, double Confidence) Estimate(IReadOnlyList<GateRead> glimpses)
    {
        var odds = Math.Clamp(ReportedLogOdds(glimpses) + AntennaLogOdds(glimpses), -2 * MaxLogOdds, 2 * MaxLogOdds);
        var confidence = Math.Tanh(Math.Abs(odds) / 2);
        return confidence < MinConfidence
            ? (PassageDirection.Unknown, 0)
            : (odds > 0 ? PassageDirection.Inbound : PassageDirection.Outbound, confidence);
    }

    /// <summary>Reads a reported direction: 1 for inbound, -1 for outbound, 0 for any other text.</summary>
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

        // A reader reads at even intervals, so the mean of its reads is more certain than that of as many random ones: a factor of 1.5 fits
        // our model of walking past. 1.7 turns a normal deviate into log odds.
        return Math.Clamp(1.5 * 1.7 * z, -MaxLogOdds, MaxLogOdds);
    }

    /// <summary>
    /// When the tag passed an antenna, in seconds, and the standard error: the mean of the times of its reads, weighted by field strength.
    /// </summary>
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
