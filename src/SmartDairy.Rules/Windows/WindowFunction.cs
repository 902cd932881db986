using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Windows;

/// <summary>A function of a series, shared by all rules of a source that name it.</summary>
/// <param name="SeriesIndex">Its place among the source's series.</param>
/// <param name="MetricIndex">The metric's index in its family.</param>
/// <param name="MetricName">The metric's name.</param>
/// <param name="Window">Milliseconds.</param>
internal readonly record struct WindowFunction(int SeriesIndex, int MetricIndex, string MetricName, FieldFunction Function, long Window, string? OtherDeviceId);
