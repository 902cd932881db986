using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartDairy.Hosting.Configuration;

namespace SmartDairy.Hosting.Storage;

/// <summary>Warns when the database's directory lies where the host watches files for changes.</summary>
internal sealed partial class DataDirectoryWatcherCheck(
    SmartDairyOptions settings, IHostEnvironment environment, IConfiguration configuration, ILogger<DataDirectoryWatcherCheck> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(environment.ContentRootPath)) + Path.DirectorySeparatorChar;
        var watches = configuration is IConfigurationBuilder builder
            && builder.Sources.OfType<JsonConfigurationSource>().Any(source => source.ReloadOnChange);
        if (watches && settings.DataDirectory.StartsWith(root, StringComparison.Ordinal))
        {
            LogDirectoryIsWatched(settings.DataDirectory, root);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4201, LogLevel.Warning,
        "Data:Directory is {Directory}, below {ContentRoot}, whose files are watched for changes: every write costs twice. "
        + "Set DOTNET_hostBuilder__reloadConfigOnChange=false, or move it")]
    private partial void LogDirectoryIsWatched(string directory, string contentRoot);
}
