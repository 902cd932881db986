using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Cli.Rules;

/// <summary>A rule in force on a farm.</summary>
internal sealed record FarmRule(string Id, int Version, RuleDefinition Rule);
