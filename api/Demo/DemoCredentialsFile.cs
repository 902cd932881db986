using System.Text.Json;

namespace SmartDairy.Api.Demo;

/// <summary>
/// The passwords of the demo's devices, kept readable by the owner alone: they are given out only once, and the simulated fleet needs them
/// at every start.
/// </summary>
internal sealed class DemoCredentialsFile(string dataDirectory)
{
    private readonly string _file = Path.Combine(dataDirectory, "demo-credentials.json");

    /// <summary>Password by device id; null when there are none yet.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_file))
        {
            return null;
        }

        await using var stream = File.OpenRead(_file);
        return await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(stream, cancellationToken: cancellationToken);
    }

    public async Task SaveAsync(IReadOnlyDictionary<string, string> passwords, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(_file, options);
        await JsonSerializer.SerializeAsync(stream, passwords, cancellationToken: cancellationToken);
    }
}
