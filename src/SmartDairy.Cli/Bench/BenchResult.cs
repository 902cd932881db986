namespace SmartDairy.Cli.Bench;

/// <summary>One measured figure; for reference only when it has no target.</summary>
/// <param name="Name">Stable identifier for programs, e.g. <c>throughput</c>.</param>
/// <param name="Value">Measured value; null when it could not be measured, which misses any target.</param>
/// <param name="AtLeast">Whether the target is a minimum rather than a maximum.</param>
internal sealed record BenchResult(
    string Name, string What, double? Value, string Unit, double? Target = null, bool AtLeast = false, string? Note = null)
{
    /// <summary>Whether the target is met; null without a target.</summary>
    public bool? Passed => Target is not { } target ? null : Value is { } value && (AtLeast ? value >= target : value <= target);
}
