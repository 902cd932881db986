using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Hosting.Configuration;

/// <summary>How readings are kept in PostgreSQL; section <c>History</c>. SQLite knows none of it.</summary>
public sealed class HistoryOptions : IValidatableObject
{
    /// <summary>The shortest retention: the 30 days that a reading may be old when it comes, and a week.</summary>
    internal const int MinRetentionDays = 37;

    /// <summary>Connections that write at once.</summary>
    /// <value>1 to 16. Default 2: while one commits, the other one writes.</value>
    [Range(1, 16)]
    public int Writers { get; set; } = 2;

    /// <summary>How long readings are kept.</summary>
    /// <value>0, which keeps them for ever, or 37 to 36,500 days. Default 730.</value>
    [Range(0, 36_500)]
    public int RetentionDays { get; set; } = 730;

    /// <summary>
    /// The span of one partition (chunk) of the tables of readings; takes effect for partitions to come. One partition's indexes should fit
    /// into memory.
    /// </summary>
    /// <value>1 to 366 days. Default 7.</value>
    [Range(1, 366)]
    public int PartitionDays { get; set; } = 7;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RetentionDays is > 0 and < MinRetentionDays)
        {
            yield return new(
                $"is {RetentionDays}; readings may be 30 days old when they arrive, so allowed is 0 (for ever) or {MinRetentionDays} and more (default 730).",
                [nameof(RetentionDays)]);
        }
    }
}
