namespace SmartDairy.GraphQL.Errors;

/// <summary>The values of <c>extensions.code</c>: a closed set that clients may switch on.</summary>
public static class ErrorCode
{
    /// <summary>No credential, or one that is unknown, expired or revoked.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller is known and may not do this.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>What was named does not exist, or not for this caller.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The document, a variable or an argument is wrong; sending it again will not help.</summary>
    public const string InvalidArgument = "INVALID_ARGUMENT";

    /// <summary>It collides with what is there already.</summary>
    public const string Conflict = "CONFLICT";

    /// <summary>Too much at once; later it may pass.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>The operation is deeper or dearer than the limits allow.</summary>
    public const string QueryTooComplex = "QUERY_TOO_COMPLEX";

    /// <summary>Something needed did not answer in time; sending it again may help.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>Our fault. The trace id leads to the log entry; the message says nothing more.</summary>
    public const string Internal = "INTERNAL";
}
