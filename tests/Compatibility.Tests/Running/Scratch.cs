namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>A directory of its own, which goes with its owner.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smartdairy-compatibility-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
