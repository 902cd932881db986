namespace SmartDairy.History;

/// <summary>Collects a sentence for each option of a store that is out of its range.</summary>
internal sealed class OptionsRangeChecks
{
    private readonly List<string> _failures = [];

    /// <summary>Empty when all is in range.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public void AddFailure(string sentence) => _failures.Add(sentence);

    public void CheckNumber(string option, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            AddFailure(FormattableString.Invariant($"{option} is {value}; allowed are {min} to {max}."));
        }
    }

    public void CheckTimeSpan(string option, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
        {
            AddFailure(
                FormattableString.Invariant($"{option} is {value}; allowed are {(min == TimeSpan.Zero ? "0" : min.ToString())} to {max}."));
        }
    }
}
