using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Validation;

/// <summary>Says everything that is wrong with a rule, all at once.</summary>
public static class RuleValidator
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Empty when the rule can be saved.</summary>
    public static IReadOnlyList<RuleProblem> Validate(RuleDefinition rule)
    {
        var problems = new List<RuleProblem>();
        ValidateLength(rule.Name, "name", 200, problems);
        ValidateLength(rule.Description, "description", 2000, problems);
        if (!string.IsNullOrEmpty(rule.Description))
        {
            MessageTemplate.Parse(rule.Description, "description", problems);
        }

        Require(Enum.IsDefined(rule.Priority), "priority", "A priority is CRITICAL, HIGH, MEDIUM, LOW or INFO.", problems);
        Require(rule.Category is null || Identifier.IsValid(rule.Category), "category", "A category has 1 to 64 characters of A-Z a-z 0-9 _ -.", problems);
        ValidateConditions(rule, problems);
        ValidateDurations(rule, problems);
        ValidateSchedule(rule.Schedule, problems);
        ValidateSeverity(rule, problems);
        ValidateScope(rule.Scope, problems);
        ActionValidator.Validate(rule.Actions ?? [], problems);
        return problems;
    }

    /// <summary>Kinds of devices that are in scope.</summary>
    public static DeviceFamilies FamiliesInScope(RuleScope scope)
        => scope.DeviceTypes is { Count: > 0 } types ? types.Select(type => (DeviceFamilies)(1 << (int)type)).Aggregate((a, b) => a | b) : DeviceFamilies.All;

    internal static void Require(bool holds, string path, string sentence, List<RuleProblem> problems)
    {
        if (!holds)
        {
            problems.Add(new(path, null, sentence));
        }
    }

    private static void ValidateConditions(RuleDefinition rule, List<RuleProblem> problems)
    {
        var before = problems.Count;
        var condition = ConditionLanguage.Parse(rule.Conditions ?? [], "conditions", rule.Where, "where", problems);
        var hasFailed = problems.Count > before;
        var clear = ConditionLanguage.Parse(rule.ClearWhen, "clearWhen", rule.ClearWhere, "clearWhere", problems);
        Require(rule.ClearWhen is not { Count: 0 } || rule.ClearWhere is not null, "clearWhen", "An empty clearWhen never holds; leave it out to clear when the condition no longer holds.", problems);
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
            problems.Add(new(path, null, "No kind of device has all of these fields, so that it can never hold."));
        }
        else if ((families & scope) == DeviceFamilies.None)
        {
            problems.Add(new("scope.deviceTypes", null, condition is null
                ? "A gateway sends no readings, so that it is always silent; use status."
                : $"None of these devices has the fields of the condition; those that have are {FormatDeviceTypes(families)}."));
        }
        else if (clear is not null && (clear.Families & families & scope) == DeviceFamilies.None)
        {
            problems.Add(new(rule.ClearWhere is not null ? "clearWhere" : "clearWhen", null, "It can never hold for a device whose readings the condition is about."));
        }
    }

    private static void ValidateDurations(RuleDefinition rule, List<RuleProblem> problems)
    {
        Require(rule.For is null || IsBetween(rule.For.Value, TimeSpan.Zero, Week), "for", "It lasts PT0S to P7D.", problems);
        Require(rule.ClearAfter is null || IsBetween(rule.ClearAfter.Value, TimeSpan.Zero, Week), "clearAfter", "It lasts PT0S to P7D.", problems);
        Require(rule.NoDataAfter is null || IsBetween(rule.NoDataAfter.Value, Minute, Month), "noDataAfter", "It lasts PT1M to P30D.", problems);
        Require(IsBetween(rule.Suppression, TimeSpan.Zero, Month), "suppression", "It lasts PT0S to P30D.", problems);
        Require(rule.RenotifyEvery is null || IsBetween(rule.RenotifyEvery.Value, Minute, Week), "renotifyEvery", "It lasts PT1M to P7D.", problems);
        Require(rule.MaxPerHour is >= 1 and <= 1000, "maxPerHour", "It is 1 to 1000.", problems);
        if (rule.Flapping is { } flapping)
        {
            Require(flapping.Changes is >= 2 and <= 100, "flapping.changes", "It is 2 to 100.", problems);
            Require(IsBetween(flapping.Within, Minute, TimeSpan.FromHours(24)), "flapping.within", "It lasts PT1M to PT24H.", problems);
        }
    }

    private static void ValidateSchedule(RuleSchedule? schedule, List<RuleProblem> problems)
    {
        if (schedule is null)
        {
            return;
        }

        Require(schedule.Windows is { Count: >= 1 and <= 50 }, "schedule.windows", "There are 1 to 50 windows.", problems);
        for (var i = 0; i < (schedule.Windows?.Count ?? 0); i++)
        {
            var days = schedule.Windows![i].Days;
            Require(days is null || days.All(Enum.IsDefined), $"schedule.windows[{i}].days", "A day is SUNDAY to SATURDAY.", problems);
        }
    }

    private static void ValidateSeverity(RuleDefinition rule, List<RuleProblem> problems)
    {
        var steps = rule.Severity ?? [];
        Require(steps.Count <= 10, "severity", "There are at most 10 steps.", problems);
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, path) = (steps[i], $"severity[{i}]");
            Require(Enum.IsDefined(step.Priority) && step.Priority < rule.Priority, $"{path}.priority", $"A step is more urgent than the rule, which is {rule.Priority.ToString().ToUpperInvariant()}.", problems);
            Require(step.After is not null || step.Where is not null, path, "A step needs after or where.", problems);
            Require(step.After is null || IsBetween(step.After.Value, TimeSpan.Zero, Month), $"{path}.after", "It lasts PT0S to P30D.", problems);
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

        Require(scope.DeviceTypes?.All(Enum.IsDefined<DeviceType>) != false, "scope.deviceTypes", "A kind of device is none that is known.", problems);
        Require(scope.BarnIds?.All(id => id > 0) != false && (scope.BarnIds?.Count ?? 0) <= 1000, "scope.barnIds", "There are at most 1000 barns, numbered from 1.", problems);
        Require(scope.ZoneIds?.All(id => id > 0) != false && (scope.ZoneIds?.Count ?? 0) <= 1000, "scope.zoneIds", "There are at most 1000 zones, numbered from 1.", problems);
        ValidateIds(scope.SourceIds, "scope.sourceIds", problems);
        ValidateIds(scope.AnimalGroups, "scope.animalGroups", problems);
    }

    private static void ValidateIds(IReadOnlyList<string>? ids, string path, List<RuleProblem> problems)
    {
        Require((ids?.Count ?? 0) <= 10_000, path, "There are at most 10000 ids.", problems);
        for (var i = 0; i < (ids?.Count ?? 0); i++)
        {
            Require(Identifier.IsValid(ids![i]), $"{path}[{i}]", "An id has 1 to 64 characters of A-Z a-z 0-9 _ -.", problems);
        }
    }

    private static bool IsBetween(TimeSpan value, TimeSpan min, TimeSpan max) => value >= min && value <= max;

    private static void ValidateLength(string? text, string path, int maxLength, List<RuleProblem> problems)
        => Require(!string.IsNullOrWhiteSpace(text) && text.Length <= maxLength, path, $"It has 1 to {maxLength} characters.", problems);

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
