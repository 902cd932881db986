using SmartDairy.Contracts.Alerts.Language;

namespace SmartDairy.Grains.Rules.Windows;

/// <summary>A function of a series, shared by all rules of a source that name it.</summary>
/// <param name="Series">Its place among the source's series.</param>
/// <param name="Metric">The metric's index in its family.</param>
/// <param name="Name">The metric's name.</param>
/// <param name="Window">Milliseconds.</param>
internal readonly record struct WindowExpression(int Series, int Metric, string Name, FieldFunction Function, long Window, string? Other);
