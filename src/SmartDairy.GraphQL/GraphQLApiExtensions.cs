using GraphQL;
using GraphQL.DI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Execution;
using SmartDairy.GraphQL.Transport;
using SmartDairy.GraphQL.Transport.Http;
using SmartDairy.GraphQL.Transport.Sse;
using SmartDairy.GraphQL.Transport.WebSockets;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.GraphQL;

/// <summary>Registers the GraphQL engine.</summary>
public static class GraphQLApiExtensions
{
    /// <summary>
    /// Registers the engine, its limits and its transports. The application adds an <see cref="ICredentialValidator"/>, a default
    /// authentication scheme and its <see cref="ErrorTranslation"/>s.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">Holds the section <see cref="GraphQLApiOptions.Section"/>.</param>
    /// <param name="schema">Adds the schema, such as <c>g => g.AddAutoSchema&lt;Query&gt;()</c>.</param>
    /// <param name="enumNames">Schema names of enums whose CLR type has another name; null when every enum is named as its CLR
    /// type.</param>
    public static IServiceCollection AddGraphQLApi(
        this IServiceCollection services, IConfiguration configuration, Action<IGraphQLBuilder> schema,
        IReadOnlyDictionary<Type, string>? enumNames = null)
    {
        services.AddOptions<GraphQLApiOptions>().Bind(configuration.GetSection(GraphQLApiOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(p => new DocumentCache(p.GetRequiredService<IOptions<GraphQLApiOptions>>().Value.CachedDocuments));
        services.AddSingleton(new EnumNames(enumNames ?? new Dictionary<Type, string>()));
        services.AddSingleton<ErrorMapper>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<StreamMetrics>();
        services.AddSingleton<StreamConnections>();
        services.AddSingleton<ResponseStreams>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<ResponseWriter>();
        services.AddSingleton<SseTransport>();
        services.AddSingleton<HttpTransport>();
        services.AddSingleton<SocketTransport>();

        foreach (var type in ClrTypeMappings.GraphTypes)
        {
            services.TryAddTransient(type);
        }

        // Type-first schemas take their descriptions from the XML documentation that the code carries anyway.
        GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;
        services.AddGraphQL(g =>
        {
            schema(g);
            g.AddSystemTextJson();
            g.AddErrorInfoProvider<PublicErrorInfoProvider>();
            g.AddGraphTypeMappingProvider<ClrTypeMappings>();
            g.AddValidationRule<OperationTransportRule>(useForCachedDocuments: true);
            g.AddComplexityAnalyzer((complexity, provider) =>
            {
                var limits = provider.GetRequiredService<IOptions<GraphQLApiOptions>>().Value;
                complexity.MaxDepth = limits.MaxDepth;
                complexity.MaxComplexity = limits.MaxComplexity;
                complexity.DefaultListImpactMultiplier = limits.AssumedListSize;
                complexity.ValidateComplexityDelegate = IntrospectionComplexity.AllowHarmlessAsync;
            });
        });
        services.AddSingleton<IConfigureExecution, CachedDocumentValidation>();
        return services;
    }
}
