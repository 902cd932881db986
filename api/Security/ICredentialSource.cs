namespace SmartDairy.Api.Security;

/// <summary>
/// Knows one kind of bearer credential (the bootstrap key; issued API keys; signed tokens). Long-lived sessions ask again
/// every few seconds, so an answer must be cheap, and a credential that was revoked must stop resolving.
/// </summary>
public interface ICredentialSource
{
    /// <summary>The principal that this credential stands for now; null when it is not of this kind, unknown, expired or revoked.</summary>
    ValueTask<ApiPrincipal?> FindAsync(string credential, CancellationToken cancellationToken);
}
