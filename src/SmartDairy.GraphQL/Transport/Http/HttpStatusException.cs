using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Transport.Http;

/// <summary>A request that never became an operation, with the HTTP status that says so.</summary>
public sealed class HttpStatusException(int status, string code, string message, string? hint = null) : ApiException(code, message, hint)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
