using System.Security.Claims;
using GraphQL.Transport;
using Microsoft.AspNetCore.Authentication;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Execution;
using SmartDairy.GraphQL.Transport.Sse;

namespace SmartDairy.GraphQL.Transport.Http;

/// <summary>GraphQL over HTTP: POST with JSON, GET for queries, and event streams where they are asked for.</summary>
public sealed class HttpTransport(RequestReader reader, ResponseWriter writer, OperationRunner runner, SseTransport events)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (IsBrowserNavigation(context.Request))
        {
            context.Response.Redirect(context.Request.PathBase + context.Request.Path + "/ui/");
            return;
        }
        string? mediaType = null;
        try
        {
            RequireMethod(context);
            mediaType = MediaTypes.Negotiate(context.Request.Headers.Accept) ?? throw new HttpStatusException(
                StatusCodes.Status406NotAcceptable, ErrorCode.InvalidArgument, "None of the accepted media types can be answered.",
                $"Accept {MediaTypes.GraphQLResponse}, {MediaTypes.Json} or {MediaTypes.EventStream}.");
            var user = await AuthenticateAsync(context);
            var request = await reader.ReadAsync(context.Request, context.RequestAborted);
            await ExecuteAsync(context, request, user, mediaType);
        }
        catch (HttpStatusException refusal)
        {
            await writer.WriteErrorAsync(context.Response, refusal, mediaType);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
    }

    private async Task ExecuteAsync(HttpContext context, GraphQLRequest request, ClaimsPrincipal user, string mediaType)
    {
        var get = HttpMethods.IsGet(context.Request.Method);
        if (mediaType == MediaTypes.EventStream)
        {
            var transport = get ? OperationTransport.GetStream : OperationTransport.Stream;
            await events.HandleAsync(context, new(request, transport, user, context.RequestServices));
            return;
        }
        var operation =
            new OperationRequest(request, get ? OperationTransport.Get : OperationTransport.Post, user, context.RequestServices);
        await writer.WriteAsync(context.Response, await runner.RunAsync(operation, context.RequestAborted), mediaType);
    }

    private static async Task<ClaimsPrincipal> AuthenticateAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync()).Principal is { Identity.IsAuthenticated: true } user)
        {
            return user;
        }

        // The authentication scheme names its realm in the response.
        await context.ChallengeAsync();
        throw new HttpStatusException(
            StatusCodes.Status401Unauthorized, ErrorCode.Unauthenticated, "A valid API key is needed.",
            "Send 'Authorization: Bearer <API key>'.");
    }

    private static void RequireMethod(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsPost(context.Request.Method))
        {
            return;
        }

        context.Response.Headers.Allow = "GET, POST";
        throw new HttpStatusException(
            StatusCodes.Status405MethodNotAllowed, ErrorCode.InvalidArgument, $"{context.Request.Method} is not supported.", "Use POST.");
    }

    private static bool IsBrowserNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Query.ContainsKey("query")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
