using Microsoft.AspNetCore.Authentication;
using SmartDairy.GraphQL.Transport;

namespace SmartDairy.Api.Security;

/// <summary>Registers the authentication of callers.</summary>
public static class ApiSecurityExtensions
{
    /// <summary>
    /// Registers bearer authentication as the default scheme, with the bootstrap key as its first source. Further sources are
    /// <see cref="ICredentialSource"/> singletons.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="bootstrapApiKey">The configured key; null to keep one in <paramref name="dataDirectory"/>.</param>
    /// <param name="dataDirectory">Directory of the generated key's file.</param>
    public static IServiceCollection AddApiSecurity(this IServiceCollection services, string? bootstrapApiKey, string dataDirectory)
    {
        services.AddSingleton(_ => BootstrapKey.LoadOrCreate(bootstrapApiKey, dataDirectory));
        services.AddSingleton<ICredentialSource>(provider => provider.GetRequiredService<BootstrapKey>());
        return services.AddBearerAuthentication();
    }

    /// <summary>Registers bearer authentication as the default scheme, over the registered <see cref="ICredentialSource"/>s.</summary>
    internal static IServiceCollection AddBearerAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<CredentialResolver>();
        services.AddSingleton<ICredentialValidator>(provider => provider.GetRequiredService<CredentialResolver>());
        services.AddAuthentication(BearerAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthenticationHandler>(BearerAuthenticationHandler.SchemeName, null);
        services.AddAuthorization();
        return services;
    }
}
