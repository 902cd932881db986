using Microsoft.Extensions.Logging;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>What the rules of all sources of a silo share.</summary>
public sealed record SourceRulesContext(
    RuleBooks Books, IAlertStore Store, PeerValues Peers, IGrainFactory Grains, TimeProvider Time, ILogger<SourceRules> Log);
