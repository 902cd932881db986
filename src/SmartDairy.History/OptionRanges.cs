namespace SmartDairy.History;

/// <summary>Collects a sentence for each option of a store that is out of its range.</summary>
internal sealed class OptionRanges
{
    private readonly List<string> _failures = [];

    /// <summary>Empty when all is in range.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public void Fail(string sentence) => _failures.Add(sentence);

    public void Number(string option, long value, long lowest, long highest)
    {
        if (value < lowest || value > highest)
        {
            Fail(FormattableString.Invariant($"{option} is {value}; allowed are {lowest} to {highest}."));
        }
    }

    public void Span(string option, TimeSpan value, TimeSpan lowest, TimeSpan highest)
    {
        if (value < lowest || value > highest)
        {
            Fail(FormattableString.Invariant($"{option} is {value}; allowed are {(lowest == TimeSpan.Zero ? "0" : lowest.ToString())} to {highest}."));
        }
    }
}
