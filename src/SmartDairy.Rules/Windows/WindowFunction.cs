using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Windows;

/// <summary>A function of a series, shared by all rules of a source that use it.</summary>
/// <param name="SeriesIndex">Index among the source's series; −1 for <see cref="FieldFunction.Difference"/>.</param>
/// <param name="MetricIndex">Index of the metric in its family.</param>
/// <param name="MetricName">Name of the metric.</param>
/// <param name="Window">Length of the window in milliseconds; 0 for <see cref="FieldFunction.Difference"/>.</param>
internal readonly record struct WindowFunction(
    int SeriesIndex, int MetricIndex, string MetricName, FieldFunction Function, long Window, string? OtherDeviceId);
