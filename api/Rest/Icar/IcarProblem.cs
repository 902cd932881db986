using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>
/// A refusal: ICAR's list of errors, and around it the members of RFC 9457, so that a client of either understands it.
/// </summary>
/// <param name="Title">The same for every problem of its kind.</param>
/// <param name="Detail">What is wrong with this request; null when there is no more to say.</param>
internal sealed record IcarProblem(int Status, string Title, string? Detail)
{
    private const string MediaType = "application/problem+json";

    /// <summary>Null for what is no refusal but a fault of ours.</summary>
    public static IcarProblem? FromException(Exception exception)
        => (exception as ApiException ?? DairyErrorTranslator.Translate(exception)) is not { } error
        ? null
        : error.Code switch
        {
            ErrorCode.Unauthenticated => new(StatusCodes.Status401Unauthorized, "A valid key is needed", error.Message),
            ErrorCode.Forbidden => new(StatusCodes.Status403Forbidden, "Not allowed", error.Message),
            ErrorCode.NotFound => new(StatusCodes.Status404NotFound, "Not found", error.Message),
            ErrorCode.InvalidArgument => new(StatusCodes.Status400BadRequest, "The request can not be right", error.Message),
            ErrorCode.Unavailable => new(StatusCodes.Status503ServiceUnavailable, "Try again later", error.Message),
            _ => null,
        };

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"Smart Dairy\"";
        }

        if (Status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = "GET, HEAD";
        }

        var instance = context.Request.Path.Value;
        await context.Response.WriteAsJsonAsync(
            new
            {
                type = "about:blank",
                title = Title,
                status = Status,
                detail = Detail,
                instance,
                errors = new[] { new { type = "about:blank", severity = "Error", status = Status, title = Title, detail = Detail,
                    instance } },
            },
            IcarJson.Options, MediaType, context.RequestAborted);
    }
}
