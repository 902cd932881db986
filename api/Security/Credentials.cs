namespace SmartDairy.Api.Security;

/// <summary>All kinds of credential together.</summary>
public sealed class Credentials(IEnumerable<ICredentialSource> sources, TimeProvider time)
{
    private const int LongestCredential = 8192;
    private readonly ICredentialSource[] _sources = [.. sources];

    /// <summary>The principal of a credential; null when no source knows it or it has expired.</summary>
    public async ValueTask<ApiPrincipal?> FindAsync(string? credential, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(credential) || credential.Length > LongestCredential) return null;
        foreach (var source in _sources)
        {
            if (await source.FindAsync(credential, cancel) is { } principal)
                return principal.ExpiresAt <= time.GetUtcNow() ? null : principal;
        }
        return null;
    }
}
