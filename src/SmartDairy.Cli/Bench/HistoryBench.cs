using System.Diagnostics;
using System.Text.Json;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Bench;

/// <summary>
/// The store's own rate, measured by the API's program, which contains the store. The program prints one JSON object with at least
/// <c>rowsPerSecond</c>.
/// </summary>
internal static class HistoryBench
{
    public const int DefaultRows = 500_000;

    /// <param name="arguments">Further arguments of the API's <c>bench-history</c>.</param>
    public static async Task<JsonElement> RunAsync(string dll, int rows, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, "bench-history", "--rows", rows.ToString(), .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(dll)!,
        };
        using var process = Process.Start(start) ?? throw new ApiException(ExitCodes.Unreachable, "dotnet could not be started.");
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            // The figures are the last line that is a JSON object.
            var line = output.Split('\n').LastOrDefault(line => line.TrimStart().StartsWith('{'));
            using var json = JsonDocument.Parse(process.ExitCode == 0 && line is not null ? line : throw Failed(process.ExitCode, output));
            return json.RootElement.Clone();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        catch (JsonException)
        {
            throw Failed(process.ExitCode, "it printed no JSON");
        }
    }

    /// <summary>The reference row of <c>bench ingest</c>; without a value when the API fails to measure it.</summary>
    public static async Task<BenchResult> MeasureReferenceAsync(string dll, CancellationToken cancellationToken)
    {
        const string What = "The store's own rate without MQTT";
        try
        {
            var result = await RunAsync(dll, DefaultRows, cancellationToken);
            return new("store_rate", What, result.GetProperty("rowsPerSecond").GetDouble(), "rows/s");
        }
        catch (Exception error) when (error is ApiException or KeyNotFoundException or InvalidOperationException)
        {
            return new("store_rate", What, null, "rows/s", Note: error.Message.Split('\n')[0]);
        }
    }

    private static ApiException Failed(int exitCode, string output) =>
        new(ExitCodes.Failed, $"The API's bench-history ended with {exitCode}: {output.Trim().Split('\n')[^1]}");
}
