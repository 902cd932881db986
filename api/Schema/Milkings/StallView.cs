using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>One stall of a parlor.</summary>
[Name("Stall")]
public sealed class StallView(ApiPrincipal caller, StallSnapshot stall)
{
    /// <summary>Its number in the parlor.</summary>
    public int StallId => stall.StallId;

    /// <summary>The cups are on.</summary>
    public bool Running => stall.LatestMilking is { State: MilkingState.Running };

    /// <summary>The milking that runs, or the last one; null when there was none in the last 24 hours.</summary>
    public MilkingView? Milking => stall.LatestMilking is { } milking ? MilkingView.ForCaller(caller, milking) : null;
}
