using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Notifications.Configuration;

/// <summary>When a delivery that failed is tried again; section <c>Notifications:Retry</c>.</summary>
public sealed class DeliveryRetryOptions : IValidatableObject
{
    /// <summary>The longest wait before the second attempt; it doubles with each further one.</summary>
    /// <value>1 to 3,600 seconds. Default 10.</value>
    [Range(1, 3_600)]
    public int FirstSeconds { get; set; } = 10;

    /// <summary>The longest wait between two attempts, unless the provider asks for more.</summary>
    /// <value>1 to 86,400 seconds, not less than <see cref="FirstSeconds"/>. Default 900.</value>
    [Range(1, 86_400)]
    public int LongestSeconds { get; set; } = 900;

    /// <summary>After how long a delivery is given up.</summary>
    /// <value>1 to 168 hours. Default 24.</value>
    [Range(1, 168)]
    public int GiveUpHours { get; set; } = 24;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LongestSeconds >= 1 && LongestSeconds < FirstSeconds)
        {
            yield return new(
                $"is '{LongestSeconds}'; allowed is a whole number from {FirstSeconds} to 86400 (default 900).",
                [nameof(LongestSeconds)]);
        }
    }
}
