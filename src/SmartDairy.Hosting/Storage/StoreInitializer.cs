using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartDairy.History;

namespace SmartDairy.Hosting.Storage;

/// <summary>
/// Opens the store, and brings its schema up to date, before the silo reads its own tables from it. A database that is not there yet is
/// waited for a while: after a power cut everything starts at once.
/// </summary>
/// <typeparam name="TStore">Opened by being asked for.</typeparam>
internal sealed partial class StoreInitializer<TStore>(
    IServiceProvider services, TimeProvider time, ILogger<StoreInitializer<TStore>> logger) : IHostedService
    where TStore : class
{
    private static readonly TimeSpan MaxStartupWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                services.GetRequiredService<TStore>();
                LogOpen(services.GetRequiredService<IHistory>().Description);
                return;
            }
            catch (HistoryUnavailableException away)
            when (typeof(TStore) != typeof(History.Sqlite.SqliteStore) && time.GetElapsedTime(began) < MaxStartupWait)
            {
                LogWaiting(away.Message);
                await Task.Delay(RetryDelay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4202, LogLevel.Information, "History is kept in {Kind}")]
    private partial void LogOpen(string kind);

    [LoggerMessage(4203, LogLevel.Warning, "The database is not there yet ({Reason}); retrying every 2 s for a minute")]
    private partial void LogWaiting(string reason);
}
