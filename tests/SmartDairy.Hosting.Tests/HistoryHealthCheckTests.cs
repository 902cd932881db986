using System.Reflection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartDairy.History;
using SmartDairy.Hosting.Health;

namespace SmartDairy.Hosting.Tests;

public sealed class HistoryHealthCheckTests
{
    [Fact]
    public async Task A_store_that_does_not_answer_is_not_waited_for()
    {
        var health = new HistoryHealthCheck(DispatchProxy.Create<IHistory, UnresponsiveStore>(), new ImmediateTimeProvider());
        var result = await health.CheckHealthAsync(new HealthCheckContext(), BrokerHost.TestTimeout);
        Assert.Equal((HealthStatus.Unhealthy, "The store did not answer within 5 s."), (result.Status, result.Description));
    }

    /// <summary>Answers nothing, and hears no cancellation: a database whose process was stopped behind a socket that stays open.</summary>
    public class UnresponsiveStore : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => new TaskCompletionSource().Task;
    }

    /// <summary>What is waited for is over at once.</summary>
    private sealed class ImmediateTimeProvider : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
