using System.Security.Claims;
using SmartDairy.GraphQL.Transport;

namespace SmartDairy.Api.Security;

/// <summary>Resolves credentials of every kind through the registered <see cref="ICredentialSource"/>s.</summary>
public sealed class CredentialResolver(IEnumerable<ICredentialSource> sources, TimeProvider time) : ICredentialValidator
{
    private const int MaxCredentialLength = 8192;
    private readonly ICredentialSource[] _sources = [.. sources];

    /// <summary>The principal of a credential; null when the credential is missing, unknown, revoked or expired.</summary>
    public async ValueTask<ApiPrincipal?> ResolveAsync(string? credential, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(credential) || credential.Length > MaxCredentialLength)
        {
            return null;
        }

        foreach (var source in _sources)
        {
            if (await source.FindAsync(credential, cancellationToken) is { } principal)
            {
                return principal.ExpiresAt <= time.GetUtcNow() ? null : principal;
            }
        }

        return null;
    }

    async ValueTask<ClaimsPrincipal?> ICredentialValidator.FindAsync(string? credential, CancellationToken cancellationToken)
        => await ResolveAsync(credential, cancellationToken);
}
