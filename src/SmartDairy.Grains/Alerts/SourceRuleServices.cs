using Microsoft.Extensions.Logging;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>The services that the rule evaluations of all sources of a silo share.</summary>
public sealed record SourceRuleServices(
    AlertConfigurationCache Configurations, IAlertStore Store, PeerValueCache Peers, IGrainFactory Grains, TimeProvider Time,
    ILogger<SourceRuleRunner> Log);
