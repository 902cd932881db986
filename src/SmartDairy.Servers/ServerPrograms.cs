namespace SmartDairy.Servers;

/// <summary>Finds the programs of Debian's packages, which are not all on the path.</summary>
public static class ServerPrograms
{
    /// <summary>The whole path of a program; null when it is not installed.</summary>
    /// <param name="name">For instance <c>mosquitto</c>, <c>postgres</c>, <c>initdb</c>.</param>
    public static string? Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(PostgresFolders()).Append("/usr/sbin").Append("/usr/local/sbin")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    internal static string FindOrThrow(string name, string package)
        => Find(name) ?? throw new InvalidOperationException($"{name} is not installed (Debian: apt-get install {package}).");

    /// <summary>The newest first.</summary>
    private static IEnumerable<string> PostgresFolders()
    {
        const string Root = "/usr/lib/postgresql";
        return Directory.Exists(Root)
            ? Directory.GetDirectories(Root).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
    }
}
