using System.ComponentModel.DataAnnotations;
using SmartDairy.Notifications.Channels.WebPush;

namespace SmartDairy.Notifications.Configuration;

/// <summary>
/// Push messages to browsers (RFC 8030, 8291, 8292); section <c>Notifications:WebPush</c>. <see cref="VapidKeys.Generate"/> makes the keys.
/// </summary>
public sealed class WebPushOptions : IValidatableObject
{
    /// <summary>The key browsers subscribe with, base64url of 65 bytes.</summary>
    /// <value>Null: nothing is pushed to browsers.</value>
    public string? PublicKey { get; set; }

    /// <summary>The key that goes with it, base64url of 32 bytes.</summary>
    /// <value>Null: in <see cref="PrivateKeyFile"/>.</value>
    public string? PrivateKey { get; set; }

    /// <summary>A file with the private key.</summary>
    /// <value>Null: none.</value>
    public string? PrivateKeyFile { get; set; }

    /// <summary>Whom a push service can reach about these messages: <c>mailto:</c> or <c>https:</c>.</summary>
    /// <value>Required with <see cref="PublicKey"/>.</value>
    public string? Subject { get; set; }

    /// <summary>How long one message may take.</summary>
    /// <value>1 to 300 seconds. Default 30.</value>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    internal string? EffectivePrivateKey => SecretSource.Read(PrivateKey, PrivateKeyFile);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var failure in SecretSource.Validate("Notifications:WebPush:PrivateKey", PrivateKey, PrivateKeyFile))
        {
            yield return failure;
        }

        if (PublicKey is null)
        {
            yield break;
        }

        if (EffectivePrivateKey is null || !VapidKeys.AreKeyPair(PublicKey, EffectivePrivateKey))
        {
            yield return new(
                "and Notifications:WebPush:PrivateKey do not belong together; allowed are the base64url keys of one P-256 pair.",
                [nameof(PublicKey)]);
        }

        if (Subject is null
            || !(Subject.StartsWith("mailto:", StringComparison.Ordinal) || Subject.StartsWith("https:", StringComparison.Ordinal)))
        {
            yield return new(
                $"is '{Subject}'; allowed is an address such as mailto:operator@example.com or https://example.com.", [nameof(Subject)]);
        }
    }
}
