namespace SmartDairy.History.Sqlite;

/// <summary>
/// Held while a store is open. Two processes on one file would each keep a ledger of their own and overwrite the other's. The lock belongs
/// to the open file handle, so it ends with the process, however that ends.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string FileName = "smartdairy.lock";
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>
    /// Makes the directory when it is missing. Throws <see cref="HistoryUnavailableException"/> when it cannot be written or somebody holds
    /// the lock.
    /// </summary>
    public static DirectoryLock Acquire(string directory)
    {
        var path = Path.Combine(Path.GetFullPath(directory), FileName);
        try
        {
            Directory.CreateDirectory(directory);
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException cause) when (File.Exists(path))
        {
            throw new HistoryUnavailableException(
                $"The data directory {Path.GetFullPath(directory)} is in use by another Smart Dairy process. Stop that one, or choose another data directory.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new HistoryUnavailableException(
                $"The data directory {Path.GetFullPath(directory)} cannot be written: {cause.Message} Give this user the right to write there, or choose another data directory.",
                cause);
        }
    }

    public void Dispose() => _file.Dispose();
}
