using System.Collections.Concurrent;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.Tests.Hosting;

/// <summary>Keys that a test gives out and takes back.</summary>
internal sealed class TestKeys : ICredentialSource
{
    public const string All = "key-of-all-farms";

    private readonly ConcurrentDictionary<string, ApiPrincipal> _keys = new() { [All] = new("all", "all farms", null, [ApiPrincipal.EveryScope]) };

    public string Give(string key, int[]? farms, params string[] scopes)
    {
        _keys[key] = new(key, key, farms, scopes.Length == 0 ? [ApiPrincipal.EveryScope] : scopes);
        return key;
    }

    public void Revoke(string key) => _keys.TryRemove(key, out _);

    public ValueTask<ApiPrincipal?> FindAsync(string credential, CancellationToken cancel) => new(_keys.GetValueOrDefault(credential));
}
