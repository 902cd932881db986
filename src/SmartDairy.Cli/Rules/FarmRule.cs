using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Cli.Rules;

/// <summary>An active rule of a farm.</summary>
internal sealed record FarmRule(string Id, int Version, RuleDefinition Rule);
