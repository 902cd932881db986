using Microsoft.Extensions.Hosting;
using SmartDairy.History.Sqlite;

namespace SmartDairy.Hosting.Storage;

<<<<<<< HEAD
/// <summary>
/// Opens the store, which brings its tables up to date. Added before the silo, which reads its own statements from there; the store itself
/// is a singleton that outlives the silo.
/// </summary>
internal sealed class StoreStart : IHostedService
{
    /// <param name="store">Being handed over is all that is wanted of it: it is open then.</param>
    public StoreStart(SqliteStore store) => ArgumentNullException.ThrowIfNull(store);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
=======
/// <summary>Opens the store, and brings its schema up to date, before the silo reads its own tables from it.</summary>
/// <param name="store">Opened by being asked for.</param>
internal sealed class StoreStart(SqliteStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Task.CompletedTask;
    }
>>>>>>> hosting

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
