namespace SmartDairy.Evaluation.Baselines;

/// <summary>
/// A herd's own threshold: the value that a share of the herd's milkings stayed below while it was learned. Herds differ by more than sick and healthy milk do, so a threshold that is
/// the same for all herds says little; nothing of the truth is needed for it.
/// </summary>
/// <param name="quantile">The share, 0 to 1: the specificity that the method had in the field.</param>
/// <param name="learnUntil">Unix milliseconds.</param>
internal sealed class LearnedThreshold(double quantile, long learnUntil)
{
    private readonly List<double> _learned = [];
    private double _threshold = double.NaN;

    /// <summary>Whether the value is at or above the threshold; never while it is learned, nor for NaN.</summary>
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
