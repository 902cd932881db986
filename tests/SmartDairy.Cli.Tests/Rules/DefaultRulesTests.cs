using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Yaml;
using Xunit;

namespace SmartDairy.Cli.Tests.Rules;

public sealed class DefaultRulesTests
{
    private static readonly RuleFile Defaults = RuleFile.LoadDefaults();

    [Fact]
    public void The_default_rules_are_valid()
    {
        Assert.Equal([], Defaults.Problems.Select(problem => problem.ToString()));
        Assert.True(Defaults.Rules.Count >= 15);
    }

    [Fact]
    public void Every_default_rule_has_a_figure_source()
    => Assert.All(Defaults.Rules, entry => Assert.False(string.IsNullOrWhiteSpace(entry.FigureSource)));

    [Fact]
    public void Every_default_rule_limits_repeated_alerts() => Assert.All(Defaults.Rules, entry =>
    {
        Assert.True(entry.Rule.MaxPerHour <= 4, entry.Rule.Name);
        Assert.True(entry.Rule.Suppression >= TimeSpan.FromMinutes(15), entry.Rule.Name);
        Assert.True(entry.Rule is { ClearWhere: not null } or { ClearAfter: not null } or { NoDataAfter: not null }
            or { Flapping: not null }, $"{entry.Rule.Name} can clear right after it opened");
    });

    [Fact]
    public void Rules_for_optional_measurements_are_disabled()
    => Assert.Equal(["No water", "Power failure"], Defaults.Rules.Where(entry => !entry.Rule.Enabled).Select(entry => entry.Rule.Name));

    [Fact]
    public void Heat_stress_is_one_rule_with_four_priorities()
    {
        var heat = Rule("Heat stress");
        Assert.Equal(Priority.Info, heat.Priority);
        Assert.Equal([(Priority.Medium, "thi >= 72"), (Priority.High, "thi >= 80"), (Priority.Critical, "thi >= 90")],
            heat.Severity.Select(step => (step.Priority, step.Where)));
    }

    private static RuleDefinition Rule(string name) => Defaults.Rules.Single(entry => entry.Rule.Name == name).Rule;
}
