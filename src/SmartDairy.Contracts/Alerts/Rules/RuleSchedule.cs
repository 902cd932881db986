namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>Times at which a rule may raise alerts, in the farm's local time. Open alerts clear at any time.</summary>
/// <param name="Windows">1 to 50 windows.</param>
/// <param name="Quiet">False to raise alerts only inside the windows (e.g. milking hours); true to raise them only outside (quiet
/// hours).</param>
[GenerateSerializer, Immutable, Alias("rule-schedule")]
public sealed record RuleSchedule([property: Id(0)] IReadOnlyList<ScheduleWindow> Windows, [property: Id(1)] bool Quiet = false);
