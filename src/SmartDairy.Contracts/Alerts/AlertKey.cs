namespace SmartDairy.Contracts.Alerts;

/// <summary>The key of an <see cref="IAlertGrain"/>: <c>farm|rule|source</c>.</summary>
/// <param name="SourceId">Id of a device or an animal.</param>
public readonly record struct AlertKey(int FarmId, string RuleId, string SourceId)
{
    public static AlertKey Parse(string key)
    {
        var first = key.IndexOf('|', StringComparison.Ordinal);
        var second = key.IndexOf('|', first + 1);
        return new(int.Parse(key.AsSpan(0, first), System.Globalization.CultureInfo.InvariantCulture), key[(first + 1)..second],
            key[(second + 1)..]);
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{FarmId}|{RuleId}|{SourceId}");
}
