using System.Security.Claims;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Security;

/// <summary>Who is calling, which farms they see and what they may do. Immutable: a changed right is a new principal.</summary>
public sealed class ApiPrincipal : ClaimsPrincipal
{
    /// <summary>A scope that stands for every scope.</summary>
    public const string AllScopes = "*";

    private readonly HashSet<int>? _farms;
    private readonly HashSet<string> _scopes;

    /// <param name="id">Stable identity for audit and rate limits; never the credential itself.</param>
    /// <param name="name">What a person calls it.</param>
    /// <param name="farms">The farms it sees; null for all, now and later.</param>
    /// <param name="scopes">What it may do; <see cref="AllScopes"/> for everything.</param>
    /// <param name="expiresAt">When it ends of itself; null for never.</param>
    public ApiPrincipal(string id, string name, IEnumerable<int>? farms, IEnumerable<string> scopes, DateTimeOffset? expiresAt = null)
        : base(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id), new Claim(ClaimTypes.Name, name)], "ApiKey"))
    {
        Id = id;
        Name = name;
        _farms = farms?.ToHashSet();
        _scopes = scopes.ToHashSet(StringComparer.Ordinal);
        ExpiresAt = expiresAt;
    }

    /// <summary>Stable identity, for audit and rate limits.</summary>
    public string Id { get; }

    /// <summary>What a person calls it.</summary>
    public string Name { get; }

    /// <summary>When it ends of itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>The farms it sees; null for all.</summary>
    public IReadOnlyCollection<int>? Farms => _farms;

    /// <summary>What it may do.</summary>
    public IReadOnlyCollection<string> Scopes => _scopes;

    /// <summary>Whether it sees this farm.</summary>
    public bool CanAccessFarm(int farmId) => _farms is null || _farms.Contains(farmId);

    /// <summary>Whether it holds this scope.</summary>
    public bool HasScope(string scope) => _scopes.Contains(AllScopes) || _scopes.Contains(scope);

    /// <summary>Throws <see cref="ForbiddenException"/> unless it sees this farm.</summary>
    public void RequireFarm(int farmId)
    {
        if (!CanAccessFarm(farmId))
        {
            throw new ForbiddenException($"'{Name}' has no access to farm {farmId}.", "Ask for a key that names this farm.");
        }
    }

    /// <summary>Throws <see cref="ForbiddenException"/> unless it holds this scope.</summary>
    public void RequireScope(string scope)
    {
        if (!HasScope(scope))
        {
            throw new ForbiddenException($"'{Name}' lacks the scope '{scope}'.", "Ask for a key that holds this scope.");
        }
    }
}
