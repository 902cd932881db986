using System.Diagnostics;
using System.Globalization;
using System.Net;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Bench;

/// <summary>A child process of this program running <c>bench broker</c>, so that broker and generator do not share a process.</summary>
internal sealed class ReferenceBrokerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ReferenceBrokerProcess(Process process, int port) => (_process, Address) = (process, new IPEndPoint(IPAddress.Loopback, port));

    public IPEndPoint Address { get; }

    public static async Task<ReferenceBrokerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var start =
            new ProcessStartInfo(
                "dotnet", [typeof(ReferenceBrokerProcess).Assembly.Location, "bench", "broker"])
            { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new ApiException(ExitCodes.Unreachable, "dotnet could not be started.");
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return int.TryParse(line, CultureInfo.InvariantCulture, out var port)
            ? new ReferenceBrokerProcess(process, port)
            : throw new ApiException(ExitCodes.Unreachable, $"The bare broker did not start: {line}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
