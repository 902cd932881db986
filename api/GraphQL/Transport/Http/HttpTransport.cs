using GraphQL.Transport;
using Microsoft.AspNetCore.Authentication;
using SmartDairy.Api.GraphQL.Execution;
using SmartDairy.Api.GraphQL.Transport.Sse;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.GraphQL.Transport.Http;

/// <summary>GraphQL over HTTP: POST with JSON, GET for queries, and event streams where they are asked for.</summary>
public sealed class HttpTransport(RequestReader reader, ResponseWriter writer, OperationRunner runner, SseTransport events)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (IsPersonLooking(context.Request))
        {
            context.Response.Redirect(context.Request.PathBase + context.Request.Path + "/ui/");
            return;
        }
        string? mediaType = null;
        try
        {
            RequireMethod(context);
            mediaType = MediaTypes.Choose(context.Request.Headers.Accept) ?? throw new HttpRefusal(
                StatusCodes.Status406NotAcceptable, ErrorCode.InvalidArgument, "None of the accepted media types can be answered.",
                $"Accept {MediaTypes.GraphQLResponse}, {MediaTypes.Json} or {MediaTypes.EventStream}.");
            var caller = await CallerAsync(context);
            var request = await reader.ReadAsync(context.Request, context.RequestAborted);
            await AnswerAsync(context, request, caller, mediaType);
        }
        catch (HttpRefusal refusal)
        {
            await writer.RefuseAsync(context.Response, refusal, mediaType);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
    }

    private async Task AnswerAsync(HttpContext context, GraphQLRequest request, ApiPrincipal caller, string mediaType)
    {
        var get = HttpMethods.IsGet(context.Request.Method);
        if (mediaType == MediaTypes.EventStream)
        {
            var channel = get ? OperationChannel.GetStream : OperationChannel.Stream;
            await events.HandleAsync(context, new(request, channel, caller, context.RequestServices));
            return;
        }
        var operation = new OperationRequest(request, get ? OperationChannel.Get : OperationChannel.Post, caller, context.RequestServices);
        await writer.WriteAsync(context.Response, await runner.RunAsync(operation, context.RequestAborted), mediaType);
    }

    private static async Task<ApiPrincipal> CallerAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync()).Principal is ApiPrincipal caller) return caller;
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"Smart Dairy\"";
        throw new HttpRefusal(
            StatusCodes.Status401Unauthorized, ErrorCode.Unauthenticated, "A valid API key is needed.", "Send 'Authorization: Bearer <API key>'.");
    }

    private static void RequireMethod(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsPost(context.Request.Method)) return;
        context.Response.Headers.Allow = "GET, POST";
        throw new HttpRefusal(
            StatusCodes.Status405MethodNotAllowed, ErrorCode.InvalidArgument, $"{context.Request.Method} is not supported.", "Use POST.");
    }

    private static bool IsPersonLooking(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Query.ContainsKey("query")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
