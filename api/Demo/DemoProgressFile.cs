using System.Globalization;

namespace SmartDairy.Api.Demo;

/// <summary>
/// How far the simulated herd has told its story, so that a restart neither repeats nor skips much of it. Repeating is harmless: duplicates
/// are dropped.
/// </summary>
internal sealed class DemoProgressFile(string dataDirectory)
{
    private readonly string _file = Path.Combine(dataDirectory, "demo-progress");

    /// <summary>Null when nothing was told yet.</summary>
    public async Task<DateTimeOffset?> LoadAsync(CancellationToken cancellationToken)
        => File.Exists(_file)
            && DateTimeOffset.TryParse(await File.ReadAllTextAsync(_file, cancellationToken), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var reached)
            ? reached
            : null;

    public Task SaveAsync(DateTimeOffset reached, CancellationToken cancellationToken)
        => File.WriteAllTextAsync(_file, Text(reached), cancellationToken);

    public void Save(DateTimeOffset reached) => File.WriteAllText(_file, Text(reached));

    private static string Text(DateTimeOffset reached) => reached.ToString("O", CultureInfo.InvariantCulture);
}
