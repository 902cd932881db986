using System.Runtime.CompilerServices;

namespace SmartDairy.Api.Tests.Hosting;

public sealed class TestSubscription
{
    /// <summary>One event, then silence.</summary>
    public static async IAsyncEnumerable<int> Once([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return 1;
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
