using CsCheck;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Yaml;
using Xunit;

namespace SmartDairy.Cli.Tests.Rules;

public sealed class RuleFileTests
{
    private const string Right = "rules:\n  - name: Warm\n    description: Warm\n    priority: HIGH\n    where: temperature_c > 30\n";

    [Theory]
    [InlineData("rules:\n  - { name: A\n  b: c\n", 2, 3, "The file is not valid YAML shortly after this position")]
    [InlineData("rules:\n  - name: \"A\n", 2, 11, "")]
    [InlineData("a: 1", 1, 1, "The file must have a list 'rules'.")]
    [InlineData("", 1, 1, "The file must have a list 'rules'.")]
    [InlineData(Right + "rule: 1\n", 6, 1, "'rule' is not known; did you mean rules?")]
    [InlineData(Right + "---\nrules: []\n", 6, 1, "A file must hold exactly one document.")]
    [InlineData(Right + "    nodataafter: PT1H\n", 6, 5, "'nodataafter' is not known; did you mean noDataAfter?")]
    [InlineData(Right + "    no_data_after: PT1H\n", 6, 5, "'no_data_after' is not known; did you mean noDataAfter?")]
    [InlineData(Right + "    colour: red\n", 6, 5, "'colour' is not known; allowed are name,")]
    [InlineData(Right + "    for: 15\n", 6, 5, "Must be text; put it in quotes.")]
    [InlineData(Right + "    for: 15 minutes\n", 6, 5, "'15 minutes' is not a duration; write e.g. PT15M")]
    [InlineData(Right + "    enabled: no\n", 6, 5, "Must be true or false.")]
    [InlineData(Right + "    scope: { deviceTypes: [ENVIRONMENTAL_SENSR] }\n", 6, 28, "did you mean ENVIRONMENTAL_SENSOR?")]
    [InlineData(Right + "    scope: { barns: [1] }\n", 6, 14, "'barns' is not known; did you mean barnIds?")]
    [InlineData(Right + "    conditions: [{ field: temprature_c, operator: GT, value: 3 }]\n", 6, 20, "temperature_c")]
    [InlineData(Right + "    clearWhere: temperature_c < 20 ANDD co2_ppm < 3\n", 6, 5, "character 20")]
    [InlineData(Right + "    actions: [{ type: notify }]\n", 6, 17, "notification")]
    [InlineData(Right + "    name: Again\n", 6, 5, "'name' is given twice; remove one.")]
    [InlineData(Right + "  - { name: Warm, description: x, priority: LOW, where: temperature_c > 1 }\n", 6, 7,
        "Another rule on line 2 has this name; rule names must be unique.")]
    [InlineData(Right + "    category: &a x\n", 6, 15, "Anchors (&) and aliases (*) are not allowed")]
    [InlineData("rules:\n  - name: Warm\n", 2, 5, "This member is required.")]
    [InlineData("rules: [1]\n", 1, 9, "Must be an object with name,")]
    public void A_problem_has_its_line_and_column(string text, int line, int column, string sentence)
    {
        var problem = RuleFile.Parse(text).Problems[0];
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_all_rules_are_listed()
    {
        var file =
            RuleFile.Parse(
                Right + "    fro: PT1H\n  - name: Cold\n    description: '{nothing}'\n    priority: URGENT\n    where: x < 1\n  - name: Fine\n    description: Fine\n    priority: LOW\n    where: co2_ppm > 1\n");
        Assert.Equal(["Warm", "Cold"], file.Problems.Select(problem => problem.Rule).Distinct());
        Assert.Equal(["Fine"], file.Rules.Select(entry => entry.Rule.Name));
    }

    [Fact]
    public void A_damaged_file_gives_problems_or_rules()
    {
        var text = RuleFile.Format(RuleFile.LoadDefaults().Rules.Select(entry => entry.Rule));
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[0, 20], Gen.Char["\n \t:-{}[],'\"#&*!|>%@`?0a"].Array[0, 4]).Sample(
            (at, cut, put) =>
            {
                var file = RuleFile.Parse(text[..at] + new string(put) + text[Math.Min(text.Length, at + cut)..]);
                Assert.True(file.Rules.Count > 0 || file.Problems.Count > 0);
            },
            iter: 2_000);
    }

    [Fact]
    public void A_deeply_nested_file_is_refused()
        => Assert.Contains(
            "nested more than", RuleFile.Parse("rules: " + new string('[', 10_000)).Problems[0].Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData(" a ")]
    [InlineData("a\nb\n")]
    [InlineData("# no comment")]
    [InlineData("\u0085\u2028é🐄\t\"'\\")]
    public void A_name_that_looks_like_another_YAML_type_stays_a_string(string name)
    {
        var read =
            RuleFile.Parse(RuleFile.Format([new() { Name = name, Description = "x", Priority = Priority.Low, Where = "co2_ppm > 1" }]));
        Assert.Equal(name, Assert.Single(read.Rules).Rule.Name);
    }

    [Fact]
    public void A_formatted_rule_parses_to_an_equivalent_rule() => Rules.Sample(
        rule =>
        {
            var read = RuleFile.Parse(RuleFile.Format([rule]));
            Assert.Equal([], read.Problems.Select(problem => problem.ToString()));
            Assert.True(RuleJson.AreEquivalent(rule, read.Rules[0].Rule), RuleFile.Format([rule]));
        },
        iter: 2_000);

    [Fact]
    public void Rules_with_different_text_are_not_equivalent() => Rules.Select(Rules).Sample(
        (first, second) => Assert.Equal(RuleFile.Format([first]) == RuleFile.Format([second]), RuleJson.AreEquivalent(first, second)),
        iter: 500);

    // All language features, valid by RuleValidator, so that a file of them can be loaded.
    private static readonly Gen<RuleDefinition> Rules =
        from name in Gen.String[1, 40].Where(text => !string.IsNullOrWhiteSpace(text)
        && text.All(c => !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF')))
        from description in Gen.Int[0, 3].Select(index => new[] { "Warm: {temperature_c}", "a: b # c", "{{no}}", "x\ny" }[index])
        from list in Gen.Bool
        from value in Gen.Double[-40, 85]
        from spans in Gen.Int[0, 10_000].Array[4]
        from flags in Gen.Bool.Array[10]
        from number in Gen.Int[1, 1000]
        select new RuleDefinition
        {
            Name = name,
            Description = description,
            Priority = flags[0] ? Priority.Medium : Priority.Info,
            Enabled = flags[1],
            Category = flags[2] ? "air" : null,
            Conditions = list
                ? [new("temperature_c", ConditionOperator.Gt, value.ToString("R")),
                    new("animal_id", ConditionOperator.In, "[\"7\",\"true\"]", ConditionLogic.Or), new("thi", ConditionOperator.Gte, "68")]
                : [],
            Where = list ? null : $"temperature_c > {value:R} OR (position = 'a: b' AND health_alert = true)",
            Scope = flags[3]
                ? RuleScope.Everything
                : new()
                {
                    DeviceTypes = [DeviceType.EnvironmentalSensor, DeviceType.ActivityCollar],
                    BarnIds = [number],
                    SourceIds = ["7", "null"],
                    AnimalGroups = ["dry"]
                },
            For = flags[4] ? TimeSpan.FromSeconds(spans[0]) : null,
            ClearWhen = flags[5] ? [new("temperature_c", ConditionOperator.Lt, "20")] : null,
            ClearWhere = flags[6] ? "temperature_c < 20" : null,
            ClearAfter = flags[7] ? TimeSpan.FromSeconds(spans[1]) : null,
            NoDataAfter = flags[8] ? TimeSpan.FromSeconds(60 + spans[2]) : null,
            Schedule = flags[9]
                ? new([new(new(5, 30), new(0, 0), [DayOfWeek.Monday, DayOfWeek.Sunday]), new(new(1, 0), new(2, 0))], flags[0])
                : null,
            Flapping = flags[3] ? new(3, TimeSpan.FromMinutes(30)) : null,
            Severity = flags[4] ? [new(Priority.High, TimeSpan.FromHours(1)), new(Priority.Critical, null, "temperature_c > 40")] : [],
            Suppression = TimeSpan.FromSeconds(spans[3]),
            MaxPerHour = number,
            RenotifyEvery = flags[5] ? TimeSpan.FromHours(2) : null,
            Actions = flags[6]
                ? ["""{"type":"notification","channels":["email"],"subject":"{{ message }}: #1"}""",
                    """{"type":"command","name":"fan_on","arguments":{"speed":1.5,"on":true,"why":null}}"""]
                : [],
        };
}
