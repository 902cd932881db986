using System.Security.Claims;

namespace SmartDairy.GraphQL.Transport;

/// <summary>
/// Resolves bearer credentials for connections that outlive one request. The application implements it and registers it as a singleton.
/// Open connections ask again every few seconds, so an answer must be cheap.
/// </summary>
public interface ICredentialValidator
{
    /// <summary>Finds the caller that a credential stands for now.</summary>
    /// <param name="credential">Credential without its scheme; null when the client sent none.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    /// <returns>The caller; null when the credential is missing, unknown, expired or revoked.</returns>
    ValueTask<ClaimsPrincipal?> FindAsync(string? credential, CancellationToken cancellationToken);
}
