using SmartDairy.Notifications.Channels.Fcm;

namespace SmartDairy.Notifications.Configuration;

/// <summary>Push messages to apps by Firebase Cloud Messaging; section <c>Notifications:Fcm</c>.</summary>
public sealed class FcmOptions
{
    /// <summary>The JSON file of the service account that may send.</summary>
    /// <value>Null: nothing is pushed to apps.</value>
    public string? CredentialsFile { get; set; }

    /// <summary>Where messages are sent to.</summary>
    /// <value>Default <c>https://fcm.googleapis.com</c>.</value>
    public string Endpoint { get; set; } = "https://fcm.googleapis.com";

    /// <summary>How long one message may take.</summary>
    /// <value>1 to 300 seconds. Default 30.</value>
    public int TimeoutSeconds { get; set; } = 30;

    internal void Validate(OptionsValidator check)
    {
        const string Section = "Notifications:Fcm:";
        check.RequireUrl(Section + "Endpoint", Endpoint, "https://fcm.googleapis.com");
        check.RequireRange(Section + "TimeoutSeconds", TimeoutSeconds, 1, 300, 30);
        check.RequireReadableFile(Section + "CredentialsFile", CredentialsFile);
        if (CredentialsFile is not null && File.Exists(CredentialsFile) && FcmServiceAccount.TryRead(CredentialsFile) is null)
        {
            check.AddFailure($"{Section}CredentialsFile is '{CredentialsFile}'; allowed is a service account's JSON with project_id, client_email, private_key and token_uri.");
        }
    }
}
