namespace SmartDairy.Api.Security;

/// <summary>All kinds of credential together.</summary>
public sealed class CredentialResolver(IEnumerable<ICredentialSource> sources, TimeProvider time)
{
    private const int MaxCredentialLength = 8192;
    private readonly ICredentialSource[] _sources = [.. sources];

    /// <summary>The principal of a credential; null when no source knows it or it has expired.</summary>
    public async ValueTask<ApiPrincipal?> ResolveAsync(string? credential, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(credential) || credential.Length > MaxCredentialLength) return null;
        foreach (var source in _sources)
        {
            if (await source.FindAsync(credential, cancellationToken) is { } principal)
                return principal.ExpiresAt <= time.GetUtcNow() ? null : principal;
        }
        return null;
    }
}
