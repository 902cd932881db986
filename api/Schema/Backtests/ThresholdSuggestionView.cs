using GraphQL;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>A threshold that would have given about the wanted number of alerts.</summary>
[Name("ThresholdSuggestion")]
public sealed record ThresholdSuggestionView(string Field, double? Threshold, double? PerDay, string Reason)
{
    /// <summary>Of which condition.</summary>
    public string Field { get; } = Field;

    /// <summary>Null when no threshold comes near.</summary>
    public double? Threshold { get; } = Threshold;

    /// <summary>Alerts a day with it; null when no threshold comes near.</summary>
    public double? PerDay { get; } = PerDay;

    /// <summary>A sentence: why this one, or why none.</summary>
    public string Reason { get; } = Reason;
}
