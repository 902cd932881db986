using System.Security.Cryptography;
using System.Text;

namespace SmartDairy.Api.Security;

/// <summary>
/// The first API key of an installation, which sees all farms and may do everything. It comes from <c>Security:BootstrapApiKey</c>;
/// without that it is generated once (256 bits) and kept in <c>bootstrap-api-key</c> of the data directory, readable by its owner only.
/// </summary>
public sealed class BootstrapKey : ICredentialSource
{
    /// <summary>Name of the key's file in the data directory.</summary>
    public const string FileName = "bootstrap-api-key";

    private const string Prefix = "sd_";
    private const int MinKeyLength = 16;
    private readonly byte[] _hash;

    private BootstrapKey(string key, string? file, bool created)
    {
        _hash = Hash(key);
        FilePath = file;
        NewKey = created ? key : null;
    }

    /// <summary>The key's file; null when the configuration names the key.</summary>
    public string? FilePath { get; }

    /// <summary>The key, when this start created it and it should be shown once; else null.</summary>
    public string? NewKey { get; }

    /// <summary>Takes the configured key, or the one on disk, or makes one.</summary>
    /// <exception cref="InvalidOperationException">The configured or stored key is shorter than 16 characters.</exception>
    public static BootstrapKey LoadOrCreate(string? configured, string dataDirectory)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return new(RequireMinLength(configured.Trim(), "Security:BootstrapApiKey"), null, false);
        }

        var file = Path.Combine(dataDirectory, FileName);
        Directory.CreateDirectory(dataDirectory);
        if (TryCreateFile(file) is { } key)
        {
            return new(key, file, true);
        }

        return new(RequireMinLength(System.IO.File.ReadAllText(file).Trim(), file), file, false);
    }

    /// <inheritdoc/>
    public ValueTask<ApiPrincipal?> FindAsync(string credential, CancellationToken cancellationToken) =>
        new(CryptographicOperations.FixedTimeEquals(Hash(credential), _hash)
            ? new ApiPrincipal("bootstrap", "Bootstrap key", null, [ApiPrincipal.AllScopes])
            : null);

    // Written aside and moved into place, so that a crash leaves a whole key or none and two starting processes agree on one.
    private static string? TryCreateFile(string file)
    {
        if (System.IO.File.Exists(file))
        {
            return null;
        }

        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var temporary = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(key + "\n"));
            stream.Flush(flushToDisk: true);
        }
        try
        {
            System.IO.File.Move(temporary, file, overwrite: false);
            return key;
        }
        catch (IOException) when (System.IO.File.Exists(file))
        {
            System.IO.File.Delete(temporary);
            return null;
        }
    }

    private static string RequireMinLength(string key, string origin) =>
        key.Length >= MinKeyLength
            ? key
            : throw new InvalidOperationException($"{origin} must be at least {MinKeyLength} characters long.");

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
