using System.Collections.Concurrent;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.Tests.Hosting;

/// <summary>Keys that a test gives out and takes back.</summary>
internal sealed class TestCredentialSource : ICredentialSource
{
    public const string All = "key-of-all-farms";

    private readonly ConcurrentDictionary<string, ApiPrincipal> _keys =
        new() { [All] = new("all", "all farms", null, [ApiPrincipal.AllScopes]) };

    public string Issue(string key, int[]? farms, params string[] scopes)
    {
        _keys[key] = new(key, key, farms, scopes.Length == 0 ? [ApiPrincipal.AllScopes] : scopes);
        return key;
    }

    public void Revoke(string key) => _keys.TryRemove(key, out _);

    public ValueTask<ApiPrincipal?> FindAsync(string credential, CancellationToken cancellationToken)
        => new(_keys.GetValueOrDefault(credential));
}
