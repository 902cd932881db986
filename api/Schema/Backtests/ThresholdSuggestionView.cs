using GraphQL;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>A threshold that would have raised about the wanted number of alerts.</summary>
[Name("ThresholdSuggestion")]
public sealed record ThresholdSuggestionView(string Field, double? Threshold, double? PerDay, string Reason)
{
    /// <summary>Field of the condition whose threshold is suggested.</summary>
    public string Field { get; } = Field;

    /// <summary>Suggested threshold, in the field's unit; null when no threshold comes close.</summary>
    public double? Threshold { get; } = Threshold;

    /// <summary>Mean number of alerts per day with the suggested threshold; null when no threshold comes close.</summary>
    public double? PerDay { get; } = PerDay;

    /// <summary>Sentence that explains the suggestion, or why there is none.</summary>
    public string Reason { get; } = Reason;
}
