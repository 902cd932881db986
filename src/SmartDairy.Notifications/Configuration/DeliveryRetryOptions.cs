namespace SmartDairy.Notifications.Configuration;

/// <summary>When a delivery that failed is tried again; section <c>Notifications:Retry</c>.</summary>
public sealed class DeliveryRetryOptions
{
    /// <summary>The longest wait before the second attempt; it doubles with each further one.</summary>
    /// <value>1 to 3,600 seconds. Default 10.</value>
    public int FirstSeconds { get; set; } = 10;

    /// <summary>The longest wait between two attempts, unless the provider asks for more.</summary>
    /// <value>1 to 86,400 seconds, not less than <see cref="FirstSeconds"/>. Default 900.</value>
    public int LongestSeconds { get; set; } = 900;

    /// <summary>After how long a delivery is given up.</summary>
    /// <value>1 to 168 hours. Default 24.</value>
    public int GiveUpHours { get; set; } = 24;

    internal void Validate(OptionsValidator check)
    {
        const string Section = "Notifications:Retry:";
        check.RequireRange(Section + "FirstSeconds", FirstSeconds, 1, 3_600, 10);
        check.RequireRange(Section + "LongestSeconds", LongestSeconds, Math.Clamp(FirstSeconds, 1, 3_600), 86_400, 900);
        check.RequireRange(Section + "GiveUpHours", GiveUpHours, 1, 168, 24);
    }
}
