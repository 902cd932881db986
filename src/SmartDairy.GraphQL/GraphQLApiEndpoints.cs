using GraphQL;
using GraphQL.Types;
using SmartDairy.GraphQL.Transport.Http;
using SmartDairy.GraphQL.Transport.WebSockets;
using SmartDairy.GraphQL.Ui;

namespace SmartDairy.GraphQL;

/// <summary>Puts the GraphQL API on its addresses.</summary>
public static class GraphQLApiEndpoints
{
    /// <summary>
    /// <c>/graphql</c> (HTTP, event streams, WebSocket), <c>/graphql/schema.graphql</c> and <c>/graphql/ui</c>.
    /// Needs the application's WebSocket middleware, which it adds.
    /// </summary>
    public static WebApplication MapGraphQLApi(this WebApplication app)
    {
        app.UseWebSockets();
        // A schema that can't be built stops the start, not the first caller.
        app.Services.GetRequiredService<ISchema>().Initialize();
        var http = app.Services.GetRequiredService<HttpTransport>();
        var sockets = app.Services.GetRequiredService<SocketTransport>();
        app.Map("/graphql", context => context.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(context) : http.HandleAsync(context));

        // The contract is public: it says nothing about anybody's farm.
        app.MapGet("/graphql/schema.graphql", (ISchema schema) => Results.Text(PrintSchema(schema), "text/plain; charset=utf-8"));
        app.MapGraphiQL("/graphql/ui");
        return app;
    }

    /// <summary>The schema's text, types in alphabetical order, line feeds only.</summary>
    public static string PrintSchema(ISchema schema)
    {
        schema.Initialize();
        return schema.Print(new() { StringComparison = StringComparison.Ordinal }).ReplaceLineEndings("\n");
    }
}
