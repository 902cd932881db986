using System.Text.Json;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;

namespace SmartDairy.Cli.Doctor;

/// <summary>Checks of the API from outside. The first unreachable endpoint ends the checks.</summary>
internal sealed class ServerChecks(Uri url, string? key, TimeProvider time)
{
    // Fields that this program uses; a server without them has another version.
    private static readonly string[] RequiredFields = ["registerDevices", "registerAnimals", "createFarm", "ledger", "series", "readings"];

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        using var api = new ApiClient(url, key);
        api.Http.Timeout = TimeSpan.FromSeconds(10);
        var results = new List<CheckResult>();
        try
        {
            using var live = await api.Http.GetAsync("health/live", cancellationToken);
            results.Add(live.IsSuccessStatusCode
                ? CheckResult.Ok("api", $"{url} answers")
                : CheckResult.Fail("api", $"{url} answers {(int)live.StatusCode} to /health/live",
                    "Check that this is Smart Dairy's address, and its log."));
            results.Add(CheckClock(live));
            results.Add(await CheckReadinessAsync(api, cancellationToken));
            results.Add(await CheckSchemaAsync(api, cancellationToken));
            results.Add(await CheckKeyAsync(api, cancellationToken));
        }
        catch (Exception error)
        when (error is HttpRequestException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            results.Add(
                CheckResult.Fail("api", $"{url} does not answer: {error.Message}",
                    "Start it (dotnet run --project api), or give its address with --url."));
        }

        return results;
    }

    private CheckResult CheckClock(HttpResponseMessage answer)
    {
        if (answer.Headers.Date is not { } serverTime)
        {
            return CheckResult.Warn("clock", "the server does not report its time",
                "Compare the clocks by hand: readings are validated against the server's clock.");
        }

        // The header has whole seconds.
        var skew = serverTime - time.GetUtcNow();
        var detail = $"the server's clock is {skew.TotalSeconds:+0.0;-0.0} s off this machine's";
        return Math.Abs(skew.TotalSeconds) switch
        {
            < 5 => CheckResult.Ok("clock", detail),
            < 600 => CheckResult.Warn("clock", detail, "Synchronize both machines with NTP."),
            _ => CheckResult.Fail(
                "clock", detail, "Set the clocks: readings more than 10 minutes ahead are flagged, an hour ahead rejected."),
        };
    }

    private static async Task<CheckResult> CheckReadinessAsync(ApiClient api, CancellationToken cancellationToken)
    {
        using var answer = await api.Http.GetAsync("health/ready", cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? CheckResult.Ok("ready", DescribeParts(text, ready: true))
            : CheckResult.Fail("ready", $"/health/ready answers {(int)answer.StatusCode}: {DescribeParts(text, ready: false)}",
                "See the log of the part that isn't ready.");
    }

    /// <summary>
    /// Details of the parts that are ready, or of those that are not; the history reports product, version and kind of tables.
    /// </summary>
    private static string DescribeParts(string text, bool ready)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return string.Join("; ", json.RootElement.GetProperty("parts").EnumerateObject()
                .Where(part => part.Value.GetProperty("status").GetString() == "healthy" == ready)
                .Select(part => $"{part.Name}: {part.Value.GetProperty("detail").ToString().TrimEnd('.')}"));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ready ? "all parts are ready" : "no reason given";
        }
    }

    private static async Task<CheckResult> CheckSchemaAsync(ApiClient api, CancellationToken cancellationToken)
    {
        using var answer = await api.Http.GetAsync("graphql/schema.graphql", cancellationToken);
        var version = typeof(ServerChecks).Assembly.GetName().Version!.ToString(3);
        if (!answer.IsSuccessStatusCode)
        {
            return CheckResult.Warn("version", $"the schema is not served ({(int)answer.StatusCode})",
                $"This is smartdairy {version}; compare it with the server's version.");
        }

        var schema = await answer.Content.ReadAsStringAsync(cancellationToken);
        var missing = RequiredFields.Where(name => !schema.Contains(name, StringComparison.Ordinal)).ToList();
        return missing.Count == 0
            ? CheckResult.Ok("version", $"the server has all fields that smartdairy {version} uses")
            : CheckResult.Fail("version", $"the server lacks {string.Join(", ", missing)}",
                $"Bring the server and smartdairy {version} to the same version.");
    }

    private async Task<CheckResult> CheckKeyAsync(ApiClient api, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return CheckResult.Warn("key", "none was given", $"Give --key or {CommonOptions.KeyVariable} to have it checked.");
        }

        try
        {
            var data = await api.SendAsync("{ farms(first: 1) { totalCount } }", null, cancellationToken);
            return CheckResult.Ok("key", $"it is valid and sees {data.GetProperty("farms").GetProperty("totalCount")} farms");
        }
        catch (ApiException error)
        {
            return CheckResult.Fail("key", error.Message, "The server's first key is in the file it named at its first start.");
        }
    }
}
