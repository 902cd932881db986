using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>One stall of a milking parlor.</summary>
[Name("Stall")]
public sealed class StallView(ApiPrincipal caller, StallSnapshot stall)
{
    /// <summary>Number of the stall, unique in the parlor.</summary>
    public int StallId => stall.StallId;

    /// <summary>True while a milking is running at the stall.</summary>
    public bool Running => stall.LatestMilking is { State: MilkingState.Running };

    /// <summary>Running milking of the stall, or its last one; null when there was none in the last 24 hours.</summary>
    public MilkingView? Milking => stall.LatestMilking is { } milking ? MilkingView.ForCaller(caller, milking) : null;
}
