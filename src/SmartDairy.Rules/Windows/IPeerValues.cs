namespace SmartDairy.Rules.Windows;

/// <summary>Supplies values of other devices for <c>difference</c>.</summary>
public interface IPeerValues
{
    /// <summary>The newest value at or before <paramref name="at"/> that is at most one hour older than it; NaN when unknown.</summary>
    /// <param name="at">Unix milliseconds.</param>
    double GetValue(string deviceId, string metric, long at);
}
