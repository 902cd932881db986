namespace SmartDairy.Simulator.Biology;

/// <summary>One milking as measured by the meter: litres, L/min, L/min, °C, mS/cm.</summary>
/// <param name="Quarters">LF, RF, LR, RR.</param>
/// <param name="KickOff">Whether the cups were off for part of the milking.</param>
internal sealed record MilkYield(
    double Litres, double AverageFlow, double PeakFlow, double Temperature, double Conductivity, bool Blood, bool Incomplete, bool KickOff,
    QuarterYield[] Quarters)
{
    // Share of the milking's time with the cups off, and its start.
    private const double KickOffShare = 0.15;
    private const double KickOffStart = 0.45;

    public int Seconds => (int)Math.Ceiling(Litres / AverageFlow * 60 / (KickOff ? 1 - KickOffShare : 1));

    /// <summary>The share of milk obtained, and the flow in L/min, at a share of the milking's time.</summary>
    public (double Out, double Flow) ProgressAt(double part)
    {
        var (milked, flows) = (part, true);
        if (KickOff)
        {
            flows = part < KickOffStart || part >= KickOffStart + KickOffShare;
            milked = Math.Min(part, KickOffStart) + Math.Max(0, part - KickOffStart - KickOffShare);
            milked /= 1 - KickOffShare;
        }

        // The flow starts at its peak and falls towards the end.
        return (1 - Math.Pow(1 - milked, 1.4), flows ? AverageFlow * 1.4 * Math.Pow(1 - milked, 0.4) : 0);
    }
}
