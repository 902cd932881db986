namespace SmartDairy.Simulator.Biology;

/// <summary>What one milking gave, as the meter measured it: litres, L/min, L/min, °C, mS/cm.</summary>
/// <param name="Quarters">LF, RF, LR, RR.</param>
/// <param name="KickOff">The cups were off for a while.</param>
internal sealed record MilkYield(
    double Litres, double AverageFlow, double PeakFlow, double Temperature, double Conductivity, bool Blood, bool Incomplete, bool KickOff, QuarterYield[] Quarters)
{
    // While the cups are off nothing flows.
    private const double Lost = 0.15;
    private const double KickedAt = 0.45;

    public int Seconds => (int)Math.Ceiling(Litres / AverageFlow * 60 / (KickOff ? 1 - Lost : 1));

    /// <summary>The share of the milk that is out, and the flow in L/min, at a share of the milking's time.</summary>
    public (double Out, double Flow) ProgressAt(double part)
    {
        var (milked, flows) = (part, true);
        if (KickOff)
        {
            flows = part < KickedAt || part >= KickedAt + Lost;
            milked = Math.Min(part, KickedAt) + Math.Max(0, part - KickedAt - Lost);
            milked /= 1 - Lost;
        }

        // The flow rises at once and falls towards the end.
        return (1 - Math.Pow(1 - milked, 1.4), flows ? AverageFlow * 1.4 * Math.Pow(1 - milked, 0.4) : 0);
    }
}
