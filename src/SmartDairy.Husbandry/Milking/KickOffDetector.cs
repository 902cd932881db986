using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Detects cups that were kicked off, from the curve of the flow.</summary>
internal static class KickOffDetector
{
    /// <summary>A smaller share of the expected yield means that the udder was not empty when the flow broke off.</summary>
    private const double KickOffBelow = 0.7;

    /// <summary>
    /// Whether the flow fell from high to almost zero within moments, and either came back after a pause or never came back though much
    /// milk was left.
    /// </summary>
    /// <param name="expected">The expected yield, L; null when unknown.</param>
    public static bool IsKickOff(MilkingSession milking, double? expected)
    {
        const int Moments = 15;
        const int Pause = 20;
        var curve = milking.Curve;
        double peak = 0;
        foreach (var point in curve)
        {
            peak = Math.Max(peak, point.Flow);
        }

        if (peak < 1)
        {
            return false;
        }

        for (var i = 1; i < curve.Count; i++)
        {
            if (!(curve[i - 1].Flow >= 0.5 * peak && curve[i].Flow <= 0.15 * peak && curve[i].Second - curve[i - 1].Second <= Moments))
            {
                continue;
            }

            if (expected is { } all && curve[i].Litres < KickOffBelow * all && milking.Litres < KickOffBelow * all)
            {
                return true;
            }

            for (var k = i + 1; k < curve.Count; k++)
            {
                if (curve[k].Flow >= 0.5 * peak)
                {
                    if (curve[k].Second - curve[i].Second >= Pause)
                    {
                        return true;
                    }

                    break;
                }
            }
        }

        return false;
    }
}
