using Microsoft.Extensions.Hosting;
using SmartDairy.History.Sqlite;

namespace SmartDairy.Hosting.Storage;

/// <summary>Opens the store, and brings its schema up to date, before the silo reads its own tables from it.</summary>
/// <param name="store">Opened by being asked for.</param>
internal sealed class StoreStart(SqliteStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
