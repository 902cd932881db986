namespace SmartDairy.GraphQL.Errors;

/// <summary>
/// An error meant for the caller: message, code and hint reach the response as they are.
/// Any other exception becomes <see cref="ErrorCode.Internal"/> and only its trace id leaves the process.
/// </summary>
public class ApiException : Exception
{
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="message">What is wrong, in one sentence, with the offending value.</param>
    /// <param name="hint">What to do about it; null when there is nothing to say.</param>
    /// <param name="inner">The cause, for the log only.</param>
    public ApiException(string code, string message, string? hint = null, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Hint = hint;
    }

    /// <summary>One of <see cref="ErrorCode"/>.</summary>
    public string Code { get; }

    /// <summary>What the caller can do; null when there is nothing to say.</summary>
    public string? Hint { get; }
}

/// <summary>The caller's credential is missing or no longer holds.</summary>
public sealed class UnauthenticatedException(string message, string? hint = null) : ApiException(ErrorCode.Unauthenticated, message, hint);

/// <summary>The caller may not see or do this.</summary>
public sealed class ForbiddenException(string message, string? hint = null) : ApiException(ErrorCode.Forbidden, message, hint);

/// <summary>What was named is not there.</summary>
public sealed class NotFoundException(string message, string? hint = null) : ApiException(ErrorCode.NotFound, message, hint);

/// <summary>An argument has a value that can never be right.</summary>
public sealed class InvalidArgumentException(string message, string? hint = null) : ApiException(ErrorCode.InvalidArgument, message, hint);

/// <summary>It collides with the present state.</summary>
public sealed class ConflictException(string message, string? hint = null) : ApiException(ErrorCode.Conflict, message, hint);

/// <summary>A bound on rate, queue or count is reached.</summary>
public sealed class RateLimitedException(string message, string? hint = null) : ApiException(ErrorCode.RateLimited, message, hint);

/// <summary>A dependency did not answer.</summary>
public sealed class UnavailableException(string message, string? hint = null, Exception? inner = null)
    : ApiException(ErrorCode.Unavailable, message, hint, inner);
