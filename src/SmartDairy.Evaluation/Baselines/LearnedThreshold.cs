namespace SmartDairy.Evaluation.Baselines;

/// <summary>
/// A herd's own threshold: the value that a share of the herd's milkings stays below while it is learned. Herds differ by more than sick
/// and healthy milk do, so one threshold for all herds would be of little use. Learning needs nothing of the truth.
/// </summary>
/// <param name="quantile">The share, 0 to 1: the specificity of the method in the field.</param>
/// <param name="learnUntil">Unix milliseconds.</param>
internal sealed class LearnedThreshold(double quantile, long learnUntil)
{
    private readonly List<double> _learned = [];
    private double _threshold = double.NaN;

    /// <summary>Whether the value is at or above the threshold; false while the threshold is learned, and for NaN.</summary>
    public bool IsAlarm(double value, long at)
    {
        if (double.IsNaN(_threshold))
        {
            if (at < learnUntil)
            {
                if (double.IsFinite(value))
                {
                    _learned.Add(value);
                }

                return false;
            }

            if (_learned.Count == 0)
            {
                return false;
            }

            _learned.Sort();
            _threshold = _learned[(int)(quantile * _learned.Count)];
            _learned.Clear();
        }

        return value >= _threshold;
    }
}
