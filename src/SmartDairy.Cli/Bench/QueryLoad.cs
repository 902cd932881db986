using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Bench;

/// <summary>Clients that repeat the same query, as dashboards do, with a short pause between an answer and the next query.</summary>
internal sealed class QueryLoad(ApiClient api, int clients, TimeSpan thinkTime, TimeProvider time)
{
    /// <summary>The two queries with their names and targets in milliseconds.</summary>
    public static (string Name, string What, double Target, Func<int, (string Query, object Variables)> Ask)[] Queries(
        int farmId, DateTimeOffset to)
    {
        var week = new
        {
            id = PublishTemplate.DeviceId(farmId, 0),
            from = to.AddDays(-7).UtcDateTime.ToString("o"),
            to = to.UtcDateTime.ToString("o"),
        };
        return
        [
            ("latest_p95", "device.latest", 20, iteration => (
                "query($id: ID!) { device(id: $id) { id latest { metric value unit time quality } } }",
                new { id = PublishTemplate.DeviceId(farmId, iteration % 100) })),
            ("week_p95", "a sensor's week by the hour", 50, _ => (
                """
                query($id: ID!, $from: DateTime!, $to: DateTime!) {
                  series(deviceId: $id, metrics: ["temperature_c"], from: $from, to: $to, bucket: { every: "PT1H", aggregates: [AVG, MIN, MAX] }) {
                    times values
                  }
                }
                """, week)),
        ];
    }

    /// <summary>Queries until cancelled; each client's first three queries warm up and do not count.</summary>
    public async Task<LatencyHistogram> RunAsync(
        Func<int, (string Query, object Variables)> createQuery, CancellationToken cancellationToken)
    {
        var perClient =
            await Task.WhenAll(Enumerable.Range(0, clients).Select(client => ClientAsync(client, createQuery, cancellationToken)));
        var all = new LatencyHistogram();
        foreach (var latency in perClient)
        {
            all.Add(latency);
        }

        return all;
    }

    private async Task<LatencyHistogram> ClientAsync(
        int client, Func<int, (string Query, object Variables)> ask, CancellationToken cancellationToken)
    {
        var latency = new LatencyHistogram();
        try
        {
            // Clients start staggered.
            await Task.Delay(thinkTime * client / clients, time, cancellationToken);
            for (var iteration = client; !cancellationToken.IsCancellationRequested; iteration += clients)
            {
                var (query, variables) = ask(iteration);
                var started = time.GetTimestamp();
                await api.SendAsync(query, variables, cancellationToken);
                if (iteration >= client + (3 * clients))
                {
                    latency.Record((long)time.GetElapsedTime(started).TotalMicroseconds);
                }

                await Task.Delay(thinkTime, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The measurement is over.
        }

        return latency;
    }
}
