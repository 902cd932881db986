using System.Diagnostics;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>For what another process or a real clock decides: asks until it is so.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, string what, Func<string>? state = null, TimeSpan? patience = null)
    {
        var started = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            if (started.Elapsed > (patience ?? TestDelivery.MaxWait))
            {
                Assert.Fail($"not so after {started.Elapsed}: {what}. {state?.Invoke()}");
            }

            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
