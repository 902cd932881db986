namespace SmartDairy.Cli.Api;

/// <summary>The server refused the request or did not answer. <see cref="Exception.Message"/> is for the user.</summary>
internal sealed class ApiException(int exitCode, string message, string? code = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The GraphQL error code, e.g. <c>CONFLICT</c>; null when there was no GraphQL answer.</summary>
    public string? Code { get; } = code;
}
