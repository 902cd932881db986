using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace SmartDairy.Hosting.Health;

/// <summary>
/// Asks the program that runs with this configuration whether it lives: what a container's health check runs, where no other client is
/// installed.
/// </summary>
internal static class HealthProbe
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    /// <returns>0 when <c>/health/live</c> says so, else 1 with the reason on standard error.</returns>
    public static async Task<int> ProbeAsync(IConfiguration configuration, string defaultUrl)
    {
        var first = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            ?? (configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 } ports ? $"http://*:{ports.Split(';')[0]}" : defaultUrl);
        var address = BindingAddress.Parse(first.Trim());
        try
        {
            using var http = new HttpClient { Timeout = RequestTimeout };
            using var answer = await http.GetAsync(new Uri($"{address.Scheme}://127.0.0.1:{address.Port}/health/live"));
            if (answer.IsSuccessStatusCode)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync($"/health/live answered {(int)answer.StatusCode}.");
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"Nobody answers at port {address.Port}: {error.Message}");
        }

        return 1;
    }
}
