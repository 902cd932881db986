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
    public void Bench_rules_are_valid_and_have_unique_names(int count)
    {
        var rules = BenchRules.CreateForFarm(7, count);
        Assert.Equal(count, rules.Select(rule => rule.Name).Distinct().Count());
        Assert.Equal([], rules.SelectMany(RuleValidator.Validate).Select(problem => problem.ToString()).Distinct());
    }

    [Fact]
    public void The_backtest_has_ten_valid_rules()
    {
        Assert.Equal(10, BenchRules.Backtest.Select(rule => rule.Name).Distinct().Count());
        Assert.Empty(BenchRules.Backtest.SelectMany(RuleValidator.Validate));
    }
}
