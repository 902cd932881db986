namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>When a rule may raise alerts, in the farm's local time. What is open is cleared at any time.</summary>
/// <param name="Windows">At least one, at most 50.</param>
/// <param name="Quiet">False: only inside the windows (milking hours). True: only outside of them (quiet hours).</param>
[GenerateSerializer, Immutable, Alias("rule-schedule")]
public sealed record RuleSchedule([property: Id(0)] IReadOnlyList<ScheduleWindow> Windows, [property: Id(1)] bool Quiet = false);
