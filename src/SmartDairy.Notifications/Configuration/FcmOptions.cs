using System.ComponentModel.DataAnnotations;
using SmartDairy.Notifications.Channels.Fcm;

namespace SmartDairy.Notifications.Configuration;

/// <summary>Push messages to apps by Firebase Cloud Messaging; section <c>Notifications:Fcm</c>.</summary>
public sealed class FcmOptions : IValidatableObject
{
    /// <summary>The JSON file of the service account that may send.</summary>
    /// <value>Null: nothing is pushed to apps.</value>
    public string? CredentialsFile { get; set; }

    /// <summary>Where messages are sent to.</summary>
    /// <value>Default <c>https://fcm.googleapis.com</c>.</value>
    public string Endpoint { get; set; } = "https://fcm.googleapis.com";

    /// <summary>How long one message may take.</summary>
    /// <value>1 to 300 seconds. Default 30.</value>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CredentialsFile is not null && SecretSource.DescribeUnreadable(CredentialsFile) is { } failure)
        {
            yield return new(failure, [nameof(CredentialsFile)]);
        }
        else if (CredentialsFile is not null && FcmServiceAccount.TryRead(CredentialsFile) is null)
        {
            yield return new(
                $"is '{CredentialsFile}'; allowed is a service account's JSON with project_id, client_email, private_key and token_uri.",
                [nameof(CredentialsFile)]);
        }

        if (!HttpAddress.IsValid(Endpoint))
        {
            yield return new(HttpAddress.DescribeAllowed("https://fcm.googleapis.com"), [nameof(Endpoint)]);
        }
    }
}
