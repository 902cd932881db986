using System.Diagnostics;
using GraphQL;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Transport.Http;

/// <summary>Writes a result as one HTTP response.</summary>
public sealed class ResponseWriter(IGraphQLTextSerializer serializer)
{
    /// <summary>Writes the result of an operation with the status that its media type calls for.</summary>
    public Task WriteAsync(HttpResponse response, ExecutionResult result, string mediaType)
    {
        var status = StatusOf(result, mediaType);
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }

        return WriteAsync(response, result, mediaType, status);
    }

    /// <summary>Writes why there was no operation.</summary>
    public Task WriteErrorAsync(HttpResponse response, HttpStatusException refusal, string? mediaType)
    {
        var traceId = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();
        // An event stream that never began is answered as plain JSON.
        var type = mediaType == MediaTypes.GraphQLResponse ? mediaType : MediaTypes.Json;
        return WriteAsync(response, ErrorMapper.CreateErrorResult(refusal, traceId), type, refusal.Status);
    }

    private async Task WriteAsync(HttpResponse response, ExecutionResult result, string mediaType, int status)
    {
        // Buffered whole: a value that can't be written must not end in half a response with status 200.
        using var body = new MemoryStream();
        await serializer.WriteAsync(body, result, response.HttpContext.RequestAborted);
        response.StatusCode = status;
        response.ContentType = mediaType + "; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), response.HttpContext.RequestAborted);
    }

    private static int StatusOf(ExecutionResult result, string mediaType)
    {
        if (result.Executed)
        {
            return StatusCodes.Status200OK;
        }

        var extensions = result.Errors?.FirstOrDefault()?.Extensions;
        if (Equals(extensions?.GetValueOrDefault("rule"), "METHOD_NOT_ALLOWED"))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (mediaType == MediaTypes.Json)
        {
            return StatusCodes.Status200OK;
        }

        return extensions?.GetValueOrDefault("code") switch
        {
            ErrorCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
            ErrorCode.Internal => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status400BadRequest,
        };
    }
}
