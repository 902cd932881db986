using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Validation;

/// <summary>Validates a rule and reports all problems at once.</summary>
public static class RuleValidator
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>The problems of a rule; empty when the rule can be saved.</summary>
    public static IReadOnlyList<RuleProblem> Validate(RuleDefinition rule)
    {
        var problems = new List<RuleProblem>();
        ValidateLength(rule.Name, "name", 200, problems);
        ValidateLength(rule.Description, "description", 2000, problems);
        if (!string.IsNullOrEmpty(rule.Description))
        {
            MessageTemplate.Parse(rule.Description, "description", problems);
        }

        Require(Enum.IsDefined(rule.Priority), "priority", "Must be CRITICAL, HIGH, MEDIUM, LOW or INFO.", problems);
        Require(rule.Category is null
            || Identifier.IsValid(rule.Category), "category", "Must have 1 to 64 characters of A-Z a-z 0-9 _ -.", problems);
        ValidateConditions(rule, problems);
        ValidateDurations(rule, problems);
        ValidateSchedule(rule.Schedule, problems);
        ValidateSeverity(rule, problems);
        ValidateScope(rule.Scope, problems);
        ActionValidator.Validate(rule.Actions ?? [], problems);
        return problems;
    }

    /// <summary>The families of the device types in a scope; all families when the scope names no types.</summary>
    public static DeviceFamilies FamiliesInScope(RuleScope scope)
        => scope.DeviceTypes is { Count: > 0 } types
            ? types.Select(type => (DeviceFamilies)(1 << (int)type)).Aggregate((a, b) => a | b)
            : DeviceFamilies.All;

    internal static void Require(bool holds, string path, string message, List<RuleProblem> problems)
    {
        if (!holds)
        {
            problems.Add(new(path, null, message));
        }
    }

    private static void ValidateConditions(RuleDefinition rule, List<RuleProblem> problems)
    {
        var before = problems.Count;
        var condition = ConditionLanguage.Parse(rule.Conditions ?? [], "conditions", rule.Where, "where", problems);
        var hasFailed = problems.Count > before;
        var clear = ConditionLanguage.Parse(rule.ClearWhen, "clearWhen", rule.ClearWhere, "clearWhere", problems);
        Require(rule.ClearWhen is not { Count: 0 }
            || rule.ClearWhere is not null, "clearWhen",
            "An empty clearWhen never holds; leave it out to clear when the condition no longer holds.", problems);
        if (hasFailed)
        {
            return;
        }

        if (condition is null && rule.NoDataAfter is null)
        {
            problems.Add(new("conditions", null, "The rule needs a condition: give conditions, where or noDataAfter."));
            return;
        }

        var path = rule.Where is not null && rule.Conditions is not { Count: > 0 } ? "where" : "conditions";
        var scope = FamiliesInScope(rule.Scope ?? RuleScope.Everything);
        var families = condition?.Families ?? DeviceFamilies.Readings;
        if (families == DeviceFamilies.None)
        {
            problems.Add(new(path, null, "No device type has all of these fields, so the condition can never hold."));
        }
        else if ((families & scope) == DeviceFamilies.None)
        {
            problems.Add(new("scope.deviceTypes", null, condition is null
                ? "A gateway sends no readings and is always silent; use status instead."
                : $"None of these device types has the fields of the condition; use {FormatDeviceTypes(families)}."));
        }
        else if (clear is not null && (clear.Families & families & scope) == DeviceFamilies.None)
        {
            problems.Add(
                new(rule.ClearWhere is not null
                    ? "clearWhere"
                    : "clearWhen", null, "The clear condition can never hold for the devices that the condition applies to."));
        }
    }

    private static void ValidateDurations(RuleDefinition rule, List<RuleProblem> problems)
    {
        Require(rule.For is null || IsBetween(rule.For.Value, TimeSpan.Zero, Week), "for", "Must be PT0S to P7D.", problems);
        Require(rule.ClearAfter is null
            || IsBetween(rule.ClearAfter.Value, TimeSpan.Zero, Week), "clearAfter", "Must be PT0S to P7D.", problems);
        Require(rule.NoDataAfter is null
            || IsBetween(rule.NoDataAfter.Value, Minute, Month), "noDataAfter", "Must be PT1M to P30D.", problems);
        Require(IsBetween(rule.Suppression, TimeSpan.Zero, Month), "suppression", "Must be PT0S to P30D.", problems);
        Require(rule.RenotifyEvery is null
            || IsBetween(rule.RenotifyEvery.Value, Minute, Week), "renotifyEvery", "Must be PT1M to P7D.", problems);
        Require(rule.MaxPerHour is >= 1 and <= 1000, "maxPerHour", "Must be 1 to 1000.", problems);
        if (rule.Flapping is { } flapping)
        {
            Require(flapping.Changes is >= 2 and <= 100, "flapping.changes", "Must be 2 to 100.", problems);
            Require(IsBetween(flapping.Within, Minute, TimeSpan.FromHours(24)), "flapping.within", "Must be PT1M to PT24H.", problems);
        }
    }

    private static void ValidateSchedule(RuleSchedule? schedule, List<RuleProblem> problems)
    {
        if (schedule is null)
        {
            return;
        }

        Require(schedule.Windows is { Count: >= 1 and <= 50 }, "schedule.windows", "Must be a list of 1 to 50 windows.", problems);
        for (var i = 0; i < (schedule.Windows?.Count ?? 0); i++)
        {
            var days = schedule.Windows![i].Days;
            Require(days is null
                || days.All(Enum.IsDefined), $"schedule.windows[{i}].days", "Each day must be SUNDAY to SATURDAY.", problems);
        }
    }

    private static void ValidateSeverity(RuleDefinition rule, List<RuleProblem> problems)
    {
        var steps = rule.Severity ?? [];
        Require(steps.Count <= 10, "severity", "At most 10 steps are allowed.", problems);
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, path) = (steps[i], $"severity[{i}]");
            Require(Enum.IsDefined(step.Priority)
                && step.Priority < rule.Priority, $"{path}.priority",
                $"A step must be more urgent than the rule, which is {rule.Priority.ToString().ToUpperInvariant()}.", problems);
            Require(step.After is not null || step.Where is not null, path, "A step requires after, where or both.", problems);
            Require(step.After is null
                || IsBetween(step.After.Value, TimeSpan.Zero, Month), $"{path}.after", "Must be PT0S to P30D.", problems);
            if (step.Where is not null)
            {
                ConditionLanguage.ParseWhere(step.Where, $"{path}.where", problems);
            }
        }
    }

    private static void ValidateScope(RuleScope? scope, List<RuleProblem> problems)
    {
        if (scope is null)
        {
            return;
        }

        Require(scope.DeviceTypes?.All(Enum.IsDefined<DeviceType>) != false, "scope.deviceTypes", "A device type is not known.", problems);
        Require(scope.BarnIds?.All(id => id > 0) != false
            && (scope.BarnIds?.Count ?? 0) <= 1000, "scope.barnIds", "Must be at most 1000 barn ids, each at least 1.", problems);
        Require(scope.ZoneIds?.All(id => id > 0) != false
            && (scope.ZoneIds?.Count ?? 0) <= 1000, "scope.zoneIds", "Must be at most 1000 zone ids, each at least 1.", problems);
        ValidateIds(scope.SourceIds, "scope.sourceIds", problems);
        ValidateIds(scope.AnimalGroups, "scope.animalGroups", problems);
    }

    private static void ValidateIds(IReadOnlyList<string>? ids, string path, List<RuleProblem> problems)
    {
        Require((ids?.Count ?? 0) <= 10_000, path, "At most 10000 ids are allowed.", problems);
        for (var i = 0; i < (ids?.Count ?? 0); i++)
        {
            Require(Identifier.IsValid(ids![i]), $"{path}[{i}]", "An id must have 1 to 64 characters of A-Z a-z 0-9 _ -.", problems);
        }
    }

    private static bool IsBetween(TimeSpan value, TimeSpan min, TimeSpan max) => value >= min && value <= max;

    private static void ValidateLength(string? text, string path, int maxLength, List<RuleProblem> problems)
        => Require(!string.IsNullOrWhiteSpace(text) && text.Length <= maxLength, path, $"Must have 1 to {maxLength} characters.", problems);

    private static string FormatDeviceTypes(DeviceFamilies families)
        => string.Join(", ", Enum.GetValues<DeviceType>().Where(type => ((int)families >> (int)type & 1) == 1).Select(type => type switch
        {
            DeviceType.EnvironmentalSensor => "ENVIRONMENTAL_SENSOR",
            DeviceType.ActivityCollar => "ACTIVITY_COLLAR",
            DeviceType.MilkMeter => "MILK_METER",
            DeviceType.RfidReader => "RFID_READER",
            _ => "GATEWAY",
        }));
}
