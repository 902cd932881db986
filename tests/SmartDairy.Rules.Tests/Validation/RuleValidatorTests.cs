using CsCheck;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Language;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Rules.Tests.Validation;

public sealed class RuleValidatorTests
{
    private static readonly RuleDefinition Good = new()
    {
        Name = "Hot",
        Description = "Barn {barn_id}: {readings.temperature_c} °C, {{really}}",
        Priority = Priority.Medium,
        Where = "temperature_c > 30",
    };

    private static readonly string[] Pieces =
    [
        "temperature_c", "humidity_percent", "avg(temperature_c, PT15M)", "(", ")", "[", "]", ",", "AND", "or", ">", "<=", "=", "IN",
        "CONTAINS", "30", "-1e3",
        "'text'", "\"", "'", "position", "status", "true", "extra.x", "difference(temperature_c, ENV-2)", "\u0000", "ü", "}", "milking.",
        "baseline(temperature_c, P7D)",
    ];

    [Fact]
    public void Valid_rule_has_no_problems() => Assert.Empty(RuleValidator.Validate(Good));

    [Theory]
    [InlineData("temprature_c > 30", 1, "temprature_c is not a field; did you mean temperature_c?")]
    [InlineData("temperature_c > 30 AND position > 3", 35, "position is a text and must be compared with a text.")]
    [InlineData("position > 'x'", 10, "> applies to numbers; position is a text, for which = != IN CONTAINS are allowed.")]
    [InlineData("temperature_c IN 30", 18, "IN requires a list such as [1, 2].")]
    [InlineData("temperature_c IN []", 18, "A list must have 1 to 200 values; this list has 0.")]
    [InlineData("avg(temperature_c, PT10S) > 3", 20, "PT10S is not a valid window; allowed are PT1M to PT24H in ISO 8601 notation.")]
    [InlineData("avg(position, PT10M) > 3", 5, "position is not a metric; avg requires a metric such as temperature_c.")]
    [InlineData("mean(temperature_c, PT10M) > 3", 1,
        "mean is not a function; allowed are avg, min, max, sum, count, stddev, change, rate, baseline, deviation and difference.")]
    [InlineData("(temperature_c > 3", 19, "Found the end, expected ): the group is not closed.")]
    [InlineData("temperature_c ~ 3", 15, "Found ~, expected an operator: = != > < >= <= IN CONTAINS.")]
    [InlineData("temperature_c > 3 humidity_percent < 2", 19, "humidity_percent is unexpected; write AND or OR between comparisons.")]
    [InlineData("position = 'x", 12,
        "Found an unterminated text, expected a number, a 'text' in quotes, true, false, or a list such as [1, 2].")]
    [InlineData("status = 'AWAY'", 10, "AWAY is not a status; allowed are ONLINE, OFFLINE, WARNING, ERROR, DISABLED.")]
    public void Invalid_condition_reports_position_and_reason(string where, int position, string sentence)
        => Assert.Equal([new("where", position, sentence)], RuleValidator.Validate(Good with { Where = where }));

    [Fact]
    public void Validator_with_many_invalid_members_reports_each_of_them()
    {
        var paths = RuleValidator.Validate(new()
        {
            Name = " ",
            Description = "{nothing}",
            Priority = Priority.High,
            Category = "a/b",
            Conditions = [new("temperature_c", ConditionOperator.Gt, "\"hot\""), new("humidty_percent", ConditionOperator.Gt, "1")],
            ClearWhen = [],
            For = TimeSpan.FromDays(8),
            ClearAfter = TimeSpan.FromSeconds(-1),
            NoDataAfter = TimeSpan.FromSeconds(1),
            Schedule = new([]),
            Flapping = new(1, TimeSpan.FromHours(25)),
            Severity = [new(Priority.Low), new(Priority.Critical, null, "x > 1")],
            Suppression = TimeSpan.FromDays(31),
            MaxPerHour = 0,
            RenotifyEvery = TimeSpan.Zero,
            Scope = new() { SourceIds = ["a b"], BarnIds = [0] },
            Actions =
            ["3", "{\"type\":\"notification\",\"channels\":[\"fax\"]}", "{\"type\":\"webhook\",\"url\":\"ftp://x\"}",
                "{\"type\":\"escalate\",\"levels\":[{\"after\":\"PT9M\"},{\"after\":\"PT5M\"}]}"],
        }).Select(problem => problem.Path).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "actions[0]", "actions[1].channels", "actions[2].url", "actions[3].levels[1].after", "category", "clearAfter", "clearWhen",
                "conditions[0].value",
                "conditions[1].field", "description", "flapping.changes", "flapping.within", "for", "maxPerHour", "name", "noDataAfter",
                "renotifyEvery",
                "schedule.windows", "scope.barnIds", "scope.sourceIds[0]", "severity[0]", "severity[0].priority", "severity[1].where",
                "suppression",
            ], paths);
    }

    [Fact]
    public void Condition_that_can_never_hold_is_a_problem()
    {
        Assert.Equal("conditions", Assert.Single(RuleValidator.Validate(Good with { Where = null })).Path);
        Assert.Contains("needs a condition", RuleValidator.Validate(Good with { Where = null })[0].Message, StringComparison.Ordinal);
        Assert.Equal("where", Assert.Single(RuleValidator.Validate(Good with { Where = "co2_ppm > 1 AND position = 'x'" })).Path);
        Assert.Equal("scope.deviceTypes",
            Assert.Single(RuleValidator.Validate(Good with { Scope = new() { DeviceTypes = [DeviceType.RfidReader] } })).Path);
        Assert.Equal(
            "clearWhere", Assert.Single(RuleValidator.Validate(Good with { Where = "co2_ppm > 1", ClearWhere = "position = 'x'" })).Path);
    }

    [Fact]
    public void Condition_list_binds_and_tighter_than_or()
    {
        RuleCondition[] list =
        [
            new("co2_ppm", ConditionOperator.Gt, "1"), new("nh3_ppm", ConditionOperator.Lt, "2"),
            new("light_lux", ConditionOperator.In, "[3, 4]", ConditionLogic.Or),
        ];
        Assert.Equal("co2_ppm > 1 AND nh3_ppm < 2 OR light_lux IN [3, 4]", ConditionLanguage.ParseList(list, "conditions", [])!.ToString());
    }

    [Fact]
    public void Parser_with_any_text_returns_problems_or_a_tree_that_round_trips()
    {
        var piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);
        var leaf = Gen.Select(Gen.Int[0, 3], Gen.Double[-100, 100], (i, number) => (i, number)).Select(pair => pair.i switch
        {
            0 => FormattableString.Invariant($"temperature_c >= {pair.number:R}"),
            1 => "position CONTAINS 'it''s'",
            2 => "max(milking.temperature_c, PT90M) IN (1, 2.5)",
            _ => "extra.h2s <> \"a\"",
        });
        var joined =
            Gen.Select(leaf, leaf, leaf, Gen.Bool, Gen.Bool, (a, b, c, and, group) => group
                ? $"({a} {(and ? "AND" : "OR")} {b}) AND {c}"
                : $"{a} OR {b} {(and ? "AND" : "or")} {c}");
        Gen.OneOf(piece.Array[0, 12].Select(pieces => string.Join(' ', pieces)), joined, Gen.String).Sample(text =>
        {
            var problems = new List<RuleProblem>();
            var tree = ConditionLanguage.ParseWhere(text, "where", problems);
            Assert.Equal(tree is null, problems.Count > 0);
            Assert.All(problems, problem =>
                Assert.True(problem.Position is null || (problem.Position >= 1 && problem.Position <= text.Length + 1)));
            if (tree is not null)
            {
                Assert.Equal(tree.ToString(), ConditionLanguage.ParseWhere(tree.ToString()!, "where", problems)?.ToString());
            }
        }, iter: 5000);
    }

    [Fact]
    public void Message_template_does_not_expand_placeholders_in_inserted_values()
    {
        var template = MessageTemplate.Parse("{{x}} {device_id}: {readings.temperature_c} {humidity_percent} {rule_name}");
        var message = template.Render(name => name switch
        {
            "device_id" => "{rule_name}\n",
            "temperature_c" => 31.23456,
            "rule_name" => new string('x', 300),
            _ => null,
        });
        Assert.Equal($"{{x}} {{rule_name}}: 31.235 – {new string('x', 200)}", message);
        Assert.Equal(1000, MessageTemplate.Parse(new string('y', 2000)).Render(_ => null).Length);
    }
}
