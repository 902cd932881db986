namespace SmartDairy.Cli.Tests;

/// <summary>A temporary file that is deleted on disposal.</summary>
internal sealed class TemporaryTextFile : IDisposable
{
    public TemporaryTextFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
