using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation.Errors.Custom;

namespace SmartDairy.GraphQL.Errors;

/// <summary>Gives every error of a result its code, hint and trace id, and lets no internals out.</summary>
public sealed partial class ErrorMapper(IEnumerable<ErrorTranslation> translations, ILogger<ErrorMapper> log)
{
    private const string InternalMessage = "Something went wrong on our side.";
    private const string InternalHint = "Report the trace id: it names the entry in the server's log.";
    private readonly ErrorTranslation[] _translations = [.. translations];

    /// <summary>Replaces the errors of <paramref name="result"/> by their public form.</summary>
    public ExecutionResult MapErrors(ExecutionResult result, string traceId)
    {
        if (result.Errors is not { Count: > 0 } errors)
        {
            return result;
        }

        var mapped = new ExecutionErrors();
        foreach (var error in errors)
        {
            mapped.Add(Map(error, traceId));
        }

        result.Errors = mapped;
        return result;
    }

    /// <summary>A response that holds nothing but this error, as for a request that never ran.</summary>
    public static ExecutionResult CreateErrorResult(ApiException error, string traceId) =>
        new() { Errors = [CreatePublicError(error.Message, error.Code, error.Hint, traceId)] };

    /// <summary>The public form of one error.</summary>
    public ExecutionError Map(ExecutionError error, string traceId)
    {
        var mapped = error switch
        {
            ComplexityError =>
                CreatePublicError(
                    error.Message, ErrorCode.QueryTooComplex, "Ask for fewer fields, fewer levels or smaller pages.", traceId),
            _ when Translate(error) is { } known => CreatePublicError(known.Message, known.Code, known.Hint, traceId),
            _ when IsRequestError(error) => MapRequestError(error, traceId),
            _ => MapUnexpectedError(error, traceId),
        };
        foreach (var location in error.Locations ?? [])
        {
            mapped.AddLocation(location);
        }

        mapped.Path = error.Path;
        return mapped;
    }

    // UnhandledError is the engine's wrapper for what a resolver threw; every other error below is about the document itself.
    private static bool IsRequestError(ExecutionError error) =>
        error is DocumentError or RequestError || (error is not UnhandledError && error.InnerException is null && error.Code is not null);

    private ApiException? Translate(ExecutionError error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is ApiException ours)
            {
                return ours;
            }

            foreach (var translation in _translations)
            {
                if (translation(cause) is { } known)
                {
                    return known;
                }
            }
            if (cause is TimeoutException)
            {
                return new UnavailableException("A part of the system did not answer in time.", "Try again.");
            }
        }
        return null;
    }

    private static ExecutionError MapRequestError(ExecutionError error, string traceId)
    {
        const string hint = "Compare it with /graphql/schema.graphql.";
        var mapped = CreatePublicError(error.Message, ErrorCode.InvalidArgument, hint, traceId);
        mapped.Extensions!["rule"] = error.Code;
        return mapped;
    }

    private ExecutionError MapUnexpectedError(ExecutionError error, string traceId)
    {
        LogUnknown(error.InnerException ?? error, traceId, string.Join('.', error.Path ?? []));
        return CreatePublicError(InternalMessage, ErrorCode.Internal, InternalHint, traceId);
    }

    private static ExecutionError CreatePublicError(string message, string code, string? hint, string traceId)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code, ["traceId"] = traceId };
        if (hint is not null)
        {
            extensions["hint"] = hint;
        }

        return new ExecutionError(message) { Extensions = extensions };
    }

    [LoggerMessage(6001, LogLevel.Error, "GraphQL operation failed at {Path}; trace {TraceId}")]
    private partial void LogUnknown(Exception exception, string traceId, string path);
}
