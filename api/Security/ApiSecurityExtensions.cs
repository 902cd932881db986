using Microsoft.AspNetCore.Authentication;

namespace SmartDairy.Api.Security;

/// <summary>Registers who may call.</summary>
public static class ApiSecurityExtensions
{
    /// <summary>
    /// The bearer scheme as the default, with the bootstrap key as its first source. More sources are further
    /// <see cref="ICredentialSource"/> singletons.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="bootstrapApiKey">The configured key; null to keep one in <paramref name="dataDirectory"/>.</param>
    /// <param name="dataDirectory">Where the generated key lives.</param>
    public static IServiceCollection AddApiSecurity(this IServiceCollection services, string? bootstrapApiKey, string dataDirectory)
    {
        services.AddSingleton(_ => BootstrapKey.LoadOrCreate(bootstrapApiKey, dataDirectory));
        services.AddSingleton<ICredentialSource>(p => p.GetRequiredService<BootstrapKey>());
        services.AddSingleton<CredentialResolver>();
        services.AddAuthentication(BearerAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthenticationHandler>(BearerAuthenticationHandler.SchemeName, null);
        services.AddAuthorization();
        return services;
    }
}
