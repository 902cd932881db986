using Microsoft.Extensions.Hosting;
using SmartDairy.History.Sqlite;

namespace SmartDairy.Hosting.Storage;

/// <summary>
/// Opens the store, which brings its tables up to date. Added before the silo, which reads its own statements from there; the store itself
/// is a singleton that outlives the silo.
/// </summary>
internal sealed class StoreStart : IHostedService
{
    /// <param name="store">Being handed over is all that is wanted of it: it is open then.</param>
    public StoreStart(SqliteStore store) => ArgumentNullException.ThrowIfNull(store);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
