using GraphQL;
using GraphQL.DI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Execution;
using SmartDairy.Api.GraphQL.Transport;
using SmartDairy.Api.GraphQL.Transport.Http;
using SmartDairy.Api.GraphQL.Transport.Sse;
using SmartDairy.Api.GraphQL.Transport.WebSockets;
using SmartDairy.Api.GraphQL.Typing;

namespace SmartDairy.Api.GraphQL;

/// <summary>Registers the GraphQL engine.</summary>
public static class GraphQLApiExtensions
{
    /// <summary>The engine, its limits and its transports; the schema comes from <paramref name="schema"/>, such as <c>g => g.AddAutoSchema&lt;Query&gt;()</c>.</summary>
    public static IServiceCollection AddGraphQLApi(this IServiceCollection services, IConfiguration configuration, Action<IGraphQLBuilder> schema)
    {
        services.AddOptions<GraphQLApiOptions>().Bind(configuration.GetSection(GraphQLApiOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(p => new DocumentCache(p.GetRequiredService<IOptions<GraphQLApiOptions>>().Value.CachedDocuments));
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

        foreach (var type in ClrTypeMappings.GraphTypes) services.TryAddTransient(type);

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
