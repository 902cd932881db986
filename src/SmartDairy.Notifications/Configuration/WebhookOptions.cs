using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;

namespace SmartDairy.Notifications.Configuration;

/// <summary>Webhooks, and where the server may be made to connect to at all; section <c>Notifications:Webhook</c>.</summary>
public sealed partial class WebhookOptions : IValidatableObject
{
    /// <summary>The least characters of a secret.</summary>
    public const int MinSecretLength = 16;

    /// <summary>The hosts that rules may call.</summary>
    /// <value>
    /// Names (<c>hooks.example.com</c>), all names below one (<c>*.example.com</c>) or addresses. Empty (default): no webhooks.
    /// </value>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>
    /// Networks that may be reached although they are not public, by webhooks and browser pushes. Within them http is allowed too.
    /// </summary>
    /// <value>CIDR, e.g. <c>10.1.0.0/16</c>. Empty (default): none.</value>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>What the signature of a webhook is made with, 16 characters or more.</summary>
    /// <value>Null: in <see cref="SecretFile"/>. Without one nothing is sent.</value>
    public string? Secret { get; set; }

    /// <summary>A file with the secret.</summary>
    /// <value>Null: none.</value>
    public string? SecretFile { get; set; }

    /// <summary>How long one call may take.</summary>
    /// <value>1 to 60 seconds. Default 10.</value>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    internal string? EffectiveSecret => SecretSource.Read(Secret, SecretFile);

    internal IReadOnlyList<IPNetwork> ParsedAllowedNetworks =>
        [.. AllowedNetworks.Select(text => IPNetwork.TryParse(text, out var network) ? network : (IPNetwork?)null).OfType<IPNetwork>()];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var failure in SecretSource.Validate("Notifications:Webhook:Secret", Secret, SecretFile))
        {
            yield return failure;
        }

        foreach (var host in AllowedHosts.Where(host => !Host().IsMatch(host) && !IPAddress.TryParse(host, out _)))
        {
            yield return new(
                $"has '{host}'; allowed is a name such as hooks.example.com, *.example.com, or an address.", [nameof(AllowedHosts)]);
        }

        foreach (var network in AllowedNetworks.Where(text => !IPNetwork.TryParse(text, out _)))
        {
            yield return new($"has '{network}'; allowed is a network such as 10.1.0.0/16 or fd00:1::/64.", [nameof(AllowedNetworks)]);
        }

        if (AllowedHosts.Count > 0 && EffectiveSecret is not { Length: >= MinSecretLength })
        {
            yield return new(
                $"or Notifications:Webhook:SecretFile is missing or shorter than {MinSecretLength} characters.", [nameof(Secret)]);
        }
    }

    [GeneratedRegex(@"^(\*\.)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$")]
    private static partial Regex Host();
}
