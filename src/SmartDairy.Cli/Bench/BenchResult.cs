namespace SmartDairy.Cli.Bench;

/// <summary>One measured figure. Without a target it is a reference.</summary>
/// <param name="Name">Stable, for machines, e.g. <c>throughput</c>.</param>
/// <param name="Value">Null when it could not be measured; a target is then missed.</param>
/// <param name="AtLeast">Whether the target is a floor rather than a ceiling.</param>
internal sealed record BenchResult(string Name, string What, double? Value, string Unit, double? Target = null, bool AtLeast = false, string? Note = null)
{
    /// <summary>Null without a target.</summary>
    public bool? Passed => Target is not { } target ? null : Value is { } value && (AtLeast ? value >= target : value <= target);
}
