using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Testing.History;

/// <summary>A store that a contract suite may close, crash and starve. One for each kind of store.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    public abstract IHistory History { get; }

    public abstract IRegistry Registry { get; }

    public abstract IAlertStore Alerts { get; }

    public abstract IHerdStore Herds { get; }

    /// <summary>
    /// Closes it in order and opens it again; <see cref="History"/>, <see cref="Registry"/>, <see cref="Alerts"/> and <see cref="Herds"/>
    /// are new after it.
    /// </summary>
    public abstract Task ReopenAsync();

    /// <summary>What another process would find had this one been killed now. The store itself goes on.</summary>
    public abstract Task<StoreUnderTest> CopyAfterCrashAsync();

    /// <summary>Until it is disposed, no commit succeeds.</summary>
    public abstract Task<IAsyncDisposable> BlockWritesAsync();

    /// <summary>Whether several processes may have the store open at once.</summary>
    public virtual bool SupportsMultipleProcesses => false;

    /// <summary>The same store opened once more, as another process would; only when <see cref="SupportsMultipleProcesses"/>.</summary>
    public virtual Task<StoreUnderTest> OpenAnotherAsync() => throw new NotSupportedException("One process opens this store at a time.");

    public abstract ValueTask DisposeAsync();
}
