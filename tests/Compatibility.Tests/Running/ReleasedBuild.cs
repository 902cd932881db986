using System.Net;
using SmartDairy.Servers;

namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>The API of a released build as a process of its own.</summary>
internal sealed class ReleasedBuild : RunningDairy
{
    private readonly ServerProcess _process;

    private ReleasedBuild(ServerProcess process, int httpPort, int mqttPort)
    {
        _process = process;
        MqttPort = mqttPort;
        Reach(httpPort);
    }

    /// <param name="program">The path of the API's assembly.</param>
    /// <param name="mqttPort">Of the broker, embedded or outside.</param>
    /// <param name="arguments">Where data is, and the shape.</param>
    public static async Task<ReleasedBuild> StartAsync(string program, int mqttPort, params string[] arguments)
    {
        var port = FreePort.Next();
        var process = ServerProcess.Start("dotnet", [program, .. Arguments(port, arguments)], null, Path.GetTempPath());
        var build = new ReleasedBuild(process, port, mqttPort);
        try
        {
            await process.WaitUntilReadyAsync(build.IsReadyAsync);
            return build;
        }
        catch
        {
            await build.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it in good order.</summary>
    public Task StopAsync() => _process.StopAsync();

    public override async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
