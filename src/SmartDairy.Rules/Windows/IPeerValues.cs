namespace SmartDairy.Rules.Windows;

/// <summary>Values of other devices, for <c>difference</c>.</summary>
public interface IPeerValues
{
    /// <summary>The newest value at or before a time that is no older than an hour then; NaN when unknown.</summary>
    /// <param name="at">Unix milliseconds.</param>
    double GetValue(string deviceId, string metric, long at);
}
