using SmartDairy.Contracts.Refusals;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History;

namespace SmartDairy.Api.Tests.Hosting;

/// <summary>As much schema as the transports need.</summary>
public sealed class TestQuery
{
    public const string Secret = "password=hunter2";

    public static string Hello() => "hello";

    public static TestNode Node() => new();

    /// <summary>Waits until it is told to stop.</summary>
    public static async Task<string> Slow(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return "";
    }

    /// <summary>Never ends, whatever it is told.</summary>
    public static Task<string> Stubborn() => new TaskCompletionSource<string>().Task;

    public static string Fail(string how) => throw (how switch
    {
        "conflict" => new ConflictException("taken", "take another"),
        "refused" => new RefusedException(RefusalKind.InvalidArgument, "not so", "but so"),
        "forbidden" => new RefusedException(RefusalKind.Forbidden, "no"),
        "history" => new HistoryUnavailableException(Secret),
        "timeout" => new TimeoutException(Secret),
        _ => new InvalidOperationException(Secret),
    });
}
