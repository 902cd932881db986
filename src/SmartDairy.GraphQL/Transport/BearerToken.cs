using System.Text.Json;

namespace SmartDairy.GraphQL.Transport;

/// <summary>Where a credential is looked for. Never in the address: that ends in logs and histories.</summary>
public static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The credential of <c>Authorization: Bearer …</c>; null without one.</summary>
    public static string? From(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? StripScheme(value)
            : null;
    }

    /// <summary>
    /// The credential of a connection_init payload: <c>{"authorization":"Bearer KEY"}</c> (either case, scheme optional) or
    /// <c>{"apiKey":"KEY"}</c>; null without one.
    /// </summary>
    public static string? From(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["authorization", "Authorization", "apiKey"])
        {
            if (payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return StripScheme(value.GetString()!);
            }
        }
        return null;
    }

    private static string? StripScheme(string value)
    {
        var token = (value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..] : value).Trim();
        return token.Length == 0 ? null : token;
    }
}
