using SmartDairy.Contracts.Refusals;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History;

namespace SmartDairy.Api;

/// <summary>What grains and the history throw, in the API's terms.</summary>
public static class DairyErrorTranslator
{
    private const string RetryHint = "Try again in a few seconds; nothing was lost.";

    /// <summary>An <see cref="ErrorTranslation"/>.</summary>
    public static ApiException? Translate(Exception exception) => exception switch
    {
        RefusedException refused => new ApiException(ToErrorCode(refused.Kind), refused.Message, refused.Hint, refused),
        HistoryUnavailableException => new UnavailableException("The history can't be reached now.", RetryHint, exception),
        SiloUnavailableException or OrleansMessageRejectionException or ClientNotAvailableException =>
            new UnavailableException("A part of the system is restarting.", RetryHint, exception),
        _ => null,
    };

    private static string ToErrorCode(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => ErrorCode.NotFound,
        RefusalKind.InvalidArgument => ErrorCode.InvalidArgument,
        RefusalKind.Conflict => ErrorCode.Conflict,
        RefusalKind.Unavailable => ErrorCode.Unavailable,
        RefusalKind.Forbidden => ErrorCode.Forbidden,
        _ => ErrorCode.Internal,
    };
}
