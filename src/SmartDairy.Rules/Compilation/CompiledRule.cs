using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Rules.Compilation;

/// <summary>One version of a rule, compiled for evaluation. Stateless; shared by all sources.</summary>
public sealed class CompiledRule
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private CompiledRule(StoredRule rule, TimeZoneInfo zone)
    {
        Stored = rule;
        var (definition, problems) = (rule.Definition, new List<RuleProblem>());
        ConditionTree = ConditionLanguage.Parse(definition.Conditions, "conditions", definition.Where, "where", problems);
        ClearConditionTree = ConditionLanguage.Parse(definition.ClearWhen, "clearWhen", definition.ClearWhere, "clearWhere", problems);
        Template = MessageTemplate.Parse(definition.Description);
        Schedule = definition.Schedule is { } schedule ? new LocalSchedule(schedule, zone) : null;
        var compiler = new ConditionCompiler();
        Condition = ConditionTree is null ? null : compiler.Compile(ConditionTree);
        ClearCondition = ClearConditionTree is null ? null : compiler.Compile(ClearConditionTree);
        ConditionFields = compiler.CollectFieldMask();
        SeveritySteps = [.. definition.Severity.Select(step => CompiledSeverityStep.Compile(step, compiler))];
        StepsUseConditionFields = SeveritySteps.Length > 0
            && SeveritySteps.All(step => step.Where is null || step.Fields.IsSame(ConditionFields));
        WindowFunctions = compiler.WindowFunctions;
        IReadOnlyList<FieldExpression> fields = [.. compiler.Fields];
        UsesStatus = fields.Any(field => field.Source == FieldSource.Device);
        PeerMetrics =
            [.. fields.Where(field => field.OtherDeviceId is not null).Select(field => (field.OtherDeviceId!, field.Name)).Distinct()];
        Families = (ConditionTree?.Families ?? DeviceFamilies.Readings) & RuleValidator.FamiliesInScope(definition.Scope);
        For = ToMilliseconds(definition.For);
        ClearAfter = ToMilliseconds(definition.ClearAfter);
        NoDataAfter = definition.NoDataAfter is { } silence ? ToMilliseconds(silence) : null;
        Suppression = ToMilliseconds(definition.Suppression);
        FlapWithin = ToMilliseconds(definition.Flapping?.Within);
        var longest = new[]
        {
            definition.For ?? default, definition.ClearAfter ?? default, definition.NoDataAfter ?? default, definition.Suppression,
            definition.Flapping?.Within ?? default, Hour,
        }.Max();
        var window = fields.Select(field => field.Window).DefaultIfEmpty().Max();
        MaxWindow = ToMilliseconds(window);
        var needed = longest + window + Hour;
        Lookback = needed < TimeSpan.FromDays(31) ? needed : TimeSpan.FromDays(31);
    }

    public StoredRule Stored { get; }

    public string Id => Stored.Id;

    public int Version => Stored.Version;

    /// <summary>
    /// The readings a replay needs before its start time: the rule's longest duration (at least 1 h) plus its longest window plus 1 h, at
    /// most 31 days.
    /// </summary>
    public TimeSpan Lookback { get; }

    /// <summary>True when the rule fires on a silent source.</summary>
    public bool DetectsSilence => NoDataAfter is not null;

    /// <summary>
    /// True when the passing of time alone can open, clear or worsen an alert of the rule, so that its sources must be activated.
    /// </summary>
    public bool IsTimeBased
        => DetectsSilence || UsesStatus || For > 0 || ClearAfter > 0 || FlapWithin > 0 || SeveritySteps.Any(step => step.After > 0);

    /// <summary>True when the rule names <c>status</c> or <c>connected</c>.</summary>
    public bool UsesStatus { get; }

    /// <summary>Metrics of other devices that the rule compares with.</summary>
    public IReadOnlyList<(string DeviceId, string Metric)> PeerMetrics { get; }

    internal ConditionTree? ConditionTree { get; }

    internal ConditionTree? ClearConditionTree { get; }

    internal MessageTemplate Template { get; }

    internal LocalSchedule? Schedule { get; }

    internal ConditionNode? Condition { get; }

    internal ConditionNode? ClearCondition { get; }

    /// <summary>Fields of the condition and the clear condition.</summary>
    internal FieldMask ConditionFields { get; }

    internal CompiledSeverityStep[] SeveritySteps { get; }

    /// <summary>True when the severity steps use the same fields as the condition, so that an idle rule need not evaluate them.</summary>
    internal bool StepsUseConditionFields { get; }

    internal IReadOnlyList<FieldExpression> WindowFunctions { get; }

    internal DeviceFamilies Families { get; }

    internal long MaxWindow { get; }

    internal long For { get; }

    internal long ClearAfter { get; }

    internal long? NoDataAfter { get; }

    internal long Suppression { get; }

    internal long FlapWithin { get; }

    /// <exception cref="ArgumentException">The definition is invalid; the message lists the problems.</exception>
    public static CompiledRule Compile(StoredRule rule, TimeZoneInfo zone)
    {
        var problems = RuleValidator.Validate(rule.Definition);
        return problems.Count == 0
            ? new(rule, zone)
            : throw new ArgumentException(
                $"Rule {rule.Id}: {string.Join(" ", problems.Select(problem => $"{problem.Path}: {problem.Message}"))}", nameof(rule));
    }

    /// <summary>
    /// True when readings of the family that name an animal are evaluated by the animal. A rule that only detects silence or names the
    /// device's status is always evaluated by the device.
    /// </summary>
    public bool IsEvaluatedPerAnimal(ReadingFamily family)
        => family is ReadingFamily.Milking or ReadingFamily.Rfid && ConditionTree is not null && !UsesStatus;

    /// <summary>True when readings of the family can affect the rule.</summary>
    public bool AppliesTo(ReadingFamily family) => ((int)Families >> (int)family & 1) == 1;

    private static long ToMilliseconds(TimeSpan? span) => (long)(span ?? default).TotalMilliseconds;
}
