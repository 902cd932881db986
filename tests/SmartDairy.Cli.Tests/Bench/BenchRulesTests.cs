using SmartDairy.Cli.Bench.Alerts;
using SmartDairy.Rules.Validation;
using Xunit;

namespace SmartDairy.Cli.Tests.Bench;

public sealed class BenchRulesTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    [InlineData(2_000)]
    public void The_rules_are_right_and_of_different_names(int count)
    {
        var rules = BenchRules.CreateForFarm(7, count);
        Assert.Equal(count, rules.Select(rule => rule.Name).Distinct().Count());
        Assert.Equal([], rules.SelectMany(RuleValidator.Validate).Select(problem => problem.ToString()).Distinct());
    }

    [Fact]
    public void Ten_rules_are_tried_on_the_past()
    {
        Assert.Equal(10, BenchRules.Backtest.Select(rule => rule.Name).Distinct().Count());
        Assert.Empty(BenchRules.Backtest.SelectMany(RuleValidator.Validate));
    }
}
